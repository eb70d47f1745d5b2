using PolicyHa.Engine.Inference;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>Walks the items of a rule from the first to the last, and concludes for every combination of facts that fits all.</summary>
readonly ref struct MatchRun(MatchRule rule, MatchScratch scratch, FactView facts, Conclusions conclusions)
{
    public void From(int at)
    {
        if (at == rule.Items.Count)
        {
            Conclude();
            return;
        }

        var item = rule.Items[at];
        switch (item.Form)
        {
            case MatchForm.Each:
                Each(at, item);
                break;
            case MatchForm.Exists:
            case MatchForm.Not:
                Exists(at, item);
                break;
            default:
                Number(at, item);
                break;
        }
    }

    void Each(int at, MatchItem item)
    {
        for (var walk = new Candidates(rule, scratch, facts, at); walk.MoveNext();)
        {
            var holds = Ask(item, walk.Current);
            if (holds.IsFalse)
                continue;
            if (!holds.IsTrue)
            {
                scratch.Doubtful.Add(walk.Current);
                Fail($"'where' of {item.Name}", holds);
                continue;
            }

            scratch.Bound[at] = walk.Current;
            scratch.Support.Add(walk.Current);
            From(at + 1);
            scratch.Support.RemoveAt(scratch.Support.Count - 1);
        }
    }

    void Exists(int at, MatchItem item)
    {
        var error = CelValue.Absent;
        Fact? found = null;
        for (var walk = new Candidates(rule, scratch, facts, at); found is null && walk.MoveNext();)
        {
            var holds = Ask(item, walk.Current);
            if (holds.IsTrue)
                found = walk.Current;
            else if (!holds.IsFalse)
                Doubt(walk.Current, holds, ref error);
        }

        if (found is null && !error.IsAbsent)
        {
            Fail($"'where' of {item.Form.ToString().ToLowerInvariant()} {item.Facts.Name}", error);
            return;
        }

        scratch.Doubtful.Clear();
        if (item.Form == MatchForm.Not && found is null)
            From(at + 1);
        else if (item.Form == MatchForm.Exists && found is not null)
            GoOnWith(found, at);
    }

    void GoOnWith(Fact found, int at)
    {
        scratch.Support.Add(found);
        From(at + 1);
        scratch.Support.RemoveAt(scratch.Support.Count - 1);
    }

    void Number(int at, MatchItem item)
    {
        var support = scratch.Support.Count;
        var sum = new NumberOf(item.Form);
        var error = CelValue.Absent;
        for (var walk = new Candidates(rule, scratch, facts, at); walk.MoveNext();)
        {
            var holds = Ask(item, walk.Current);
            var value = holds.IsTrue && item.Of is { } of ? of.EvaluateWithin(scratch.Values) : CelValue.Of(1L);
            if (holds.IsFalse)
                continue;
            if (!holds.IsTrue || value.IsError || !sum.TryAdd(value.Int))
                Doubt(walk.Current, holds.IsTrue ? value : holds, ref error);
            else
                scratch.Support.Add(walk.Current);
        }

        if (!error.IsAbsent)
        {
            Fail($"{item.Form.ToString().ToLowerInvariant()} of {item.Facts.Name}", error);
        }
        else if (sum.Value is { } number && IsWithin(item, number))
        {
            if (item.As is { } name)
                scratch.Values[name] = CelValue.Of(number);
            From(at + 1);
        }

        scratch.Support.RemoveRange(support, scratch.Support.Count - support);
    }

    bool IsWithin(MatchItem item, long number)
    {
        // by index: an enumerator of an interface would be garbage, for every host
        for (var i = 0; i < item.Bounds.Count; i++)
        {
            var bound = item.Bounds[i];
            var value = bound.Value.EvaluateWithin(scratch.Values);
            if (value.IsError)
                Fail($"'{bound.Word}' of {item.Facts.Name}", value);
            if (value.IsError || !bound.Admits(number, value.Int))
                return false;
        }

        return true;
    }

    CelValue Ask(MatchItem item, Fact fact)
    {
        scratch.Values[item.Slot] = item.Facts.Of(fact);
        return item.Where?.EvaluateWithin(scratch.Values) ?? CelValue.True;
    }

    void Conclude()
    {
        foreach (var conclusion in rule.Conclusions)
        {
            if (conclusion.Draw(scratch, conclusions) is { } error)
                Fail(conclusion.Name, error);
        }
    }

    /// <summary>A fact of which it cannot be told whether it counts. The first error speaks for all.</summary>
    void Doubt(Fact fact, CelValue why, ref CelValue error)
    {
        scratch.Doubtful.Add(fact);
        if (error.IsAbsent)
            error = why;
    }

    /// <summary>Never "false": every host that the match rests on so far, or would have rested on, is held.</summary>
    void Fail(string where, CelValue error)
    {
        Fact[] about = [.. scratch.Support, .. scratch.Doubtful];
        scratch.Doubtful.Clear();
        conclusions.Fail(about, $"{where}: {(error.IsError ? error.Error.Message : "the number is out of range")}");
    }
}

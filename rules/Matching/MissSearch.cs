using PolicyHa.Engine.Inference;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>Finds how far the facts come through a rule, and what stops the one that comes farthest. Only for explanations.</summary>
sealed class MissSearch(MatchRule rule, MatchScratch scratch, FactView facts)
{
    int deepest = -1;
    string? why;
    bool isMatched;

    /// <summary>Null when the rule does conclude something, or when there is no fact that it could begin with.</summary>
    public string? Why => isMatched ? null : why;

    public void From(int at)
    {
        if (at == rule.Items.Count)
        {
            isMatched = true;
            return;
        }

        var item = rule.Items[at];
        var count = 0L;
        for (var walk = new Candidates(rule, scratch, facts, at); walk.MoveNext() && !isMatched;)
        {
            if (!Holds(at, item, walk.Current))
                continue;
            count++;
            if (item.Form == MatchForm.Each)
                From(at + 1);
        }

        if (item.Form != MatchForm.Each)
            AfterAll(at, item, count);
        else if (count == 0 && at > 0)
            Note(at, $"no {item.Facts.Name} fits {item.Name}");
    }

    bool Holds(int at, MatchItem item, Fact fact)
    {
        scratch.Values[item.Slot] = item.Facts.Of(fact);
        var holds = item.Where?.EvaluateWithin(scratch.Values) ?? CelValue.True;
        if (!holds.IsTrue && item.Form == MatchForm.Each)
            Note(at, holds.IsError ? holds.Error.Message : WhyFalse(item.Where!));
        return holds.IsTrue;
    }

    string WhyFalse(CelProgram where)
    {
        foreach (var conjunct in where.Conjuncts)
        {
            if (conjunct.Evaluate(scratch.Values).IsFalse)
                return $"{conjunct.Describe(scratch.Values)} is false";
        }

        return $"{where.Text} is false";
    }

    void AfterAll(int at, MatchItem item, long count)
    {
        var where = item.Where is { } condition ? $" with {condition.Text}" : "";
        switch (item.Form)
        {
            case MatchForm.Exists when count == 0:
                Note(at, $"there is no {item.Facts.Name}{where}");
                break;
            case MatchForm.Not when count > 0:
                Note(at, $"there is {item.Facts.Name}{where}");
                break;
            case MatchForm.Count when item.Bounds.FirstOrDefault(b => !b.Admits(count, BoundOf(b))) is { } bound:
                Note(at, $"there are {count} {item.Facts.Name}{where}, wanted {bound.Word} {BoundOf(bound)}");
                break;
            case MatchForm.Exists or MatchForm.Not:
                From(at + 1);
                break;
            case MatchForm.Count:
                if (item.As is { } name)
                    scratch.Values[name] = CelValue.Of(count);
                From(at + 1);
                break;
            default:
                Note(at, $"the {item.Form.ToString().ToLowerInvariant()} over {item.Facts.Name}{where} is not as wanted");
                break;
        }
    }

    long BoundOf(NumberBound bound) => bound.Value.EvaluateWithin(scratch.Values) is { Kind: CelValueKind.Int } value ? value.Int : long.MaxValue;

    void Note(int at, string text)
    {
        if (at <= deepest)
            return;
        (deepest, why) = (at, text);
    }
}

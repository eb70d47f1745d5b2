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

    /// <summary>Why it cannot be told of one of the item's facts whether it counts.</summary>
    string? doubt;

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
        var found = new NumberOf(item.Form);
        var count = 0L;
        doubt = null;
        for (var walk = new Candidates(rule, scratch, facts, at); walk.MoveNext() && !isMatched;)
        {
            if (!Holds(at, item, walk.Current))
                continue;
            count++;
            if (item.Form == MatchForm.Each)
                From(at + 1);
            else
                Add(item, ref found);
        }

        if (item.Form != MatchForm.Each)
            AfterAll(at, item, count, found.Value);
        else if (count == 0 && at > 0)
            Note(at, $"no {item.Facts.Name} fits {item.Name}");
    }

    bool Holds(int at, MatchItem item, Fact fact)
    {
        scratch.Values[item.Slot] = item.Facts.Of(fact);
        var holds = item.Where?.EvaluateWithin(scratch.Values) ?? CelValue.True;
        if (!holds.IsTrue && item.Form == MatchForm.Each)
            Note(at, holds.IsError ? holds.Error.Message : WhyFalse(item.Where!));
        else if (holds.IsError)
            doubt ??= holds.Error.Message;
        return holds.IsTrue;
    }

    void Add(MatchItem item, ref NumberOf found)
    {
        var value = item.Of?.EvaluateWithin(scratch.Values) ?? CelValue.Of(1L);
        if (value.IsError)
            doubt ??= value.Error.Message;
        else if (!found.TryAdd(value.Int))
            doubt ??= "the number is out of range";
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

    void AfterAll(int at, MatchItem item, long count, long? number)
    {
        var where = item.Where is { } condition ? $" with {condition.Text}" : "";
        switch (item.Form)
        {
            case not MatchForm.Exists when doubt is not null:
            case MatchForm.Exists when doubt is not null && count == 0:
                Note(at, doubt);
                break;
            case MatchForm.Exists when count == 0:
                Note(at, $"there is no {item.Facts.Name}{where}");
                break;
            case MatchForm.Not when count > 0:
                Note(at, $"there is {item.Facts.Name}{where}");
                break;
            case MatchForm.Exists or MatchForm.Not:
                From(at + 1);
                break;
            case var form when number is null:
                Note(at, $"there is no {item.Facts.Name}{where}, so no {form.ToString().ToLowerInvariant()} of it");
                break;
            default:
                AfterNumber(at, item, number.Value, where);
                break;
        }
    }

    void AfterNumber(int at, MatchItem item, long number, string where)
    {
        if (item.Bounds.FirstOrDefault(b => !b.Admits(number, BoundOf(b))) is { } bound)
        {
            Note(at, $"{Said(item.Form, number, item.Facts.Name + where)}, wanted {bound.Word} {BoundOf(bound)}");
            return;
        }

        if (item.As is { } name)
            scratch.Values[name] = CelValue.Of(number);
        From(at + 1);
    }

    static string Said(MatchForm form, long number, string facts) => form == MatchForm.Count
        ? $"there are {number} {facts}"
        : $"the {form.ToString().ToLowerInvariant()} over {facts} is {number}";

    long BoundOf(NumberBound bound) => bound.Value.EvaluateWithin(scratch.Values) is { Kind: CelValueKind.Int } value ? value.Int : long.MaxValue;

    void Note(int at, string text)
    {
        if (at <= deepest)
            return;
        (deepest, why) = (at, text);
    }
}

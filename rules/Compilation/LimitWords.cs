using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// The words of a limit. Most have one value that the service lives up to; another one would be a promise that nobody keeps, so it
/// is refused.
/// </summary>
static class LimitWords
{
    static readonly string[] Counted = ["down", "fenced", "in-flight"];

    public static bool AreThose(LimitSyntax limit, LimitForm form, ProblemLog problems)
    {
        var before = problems.Count;
        Check(limit.Over, "over", form.Over, problems);
        if (form.IsOfTargets)
        {
            Refuse(limit.Order, "order", form, problems);
            Refuse(limit.Counting, "counting", form, problems);
        }
        else if (form.Counts)
        {
            CheckAll(limit.Counting, "counting", Counted, problems);
            Refuse(limit.Order, "order", form, problems);
        }
        else
        {
            CheckAll(limit.Order, "order", ["fault.since"], problems);
            Refuse(limit.Counting, "counting", form, problems);
        }

        foreach (var stray in LimitSyntax.ValueKeys.Where(k => limit.Has(k) && !form.Needed.Contains(k) && !form.Optional.Contains(k)))
            problems.Add(ProblemCode.UnknownKey, limit.Values[stray].Span,
                $"the limit '{limit.Name.Value}' is given by '{string.Join("' or '", form.Needed)}', it has no '{stray}'",
                form.Optional.Length == 0 ? null : $"it may have: {string.Join(", ", form.Optional)}");
        return problems.Count == before;
    }

    /// <summary>Null when it is no scope, or not one that the limit can be counted over; that has been reported.</summary>
    public static LimitScope? ScopeOf(LimitSyntax limit, LimitForm form, ProblemLog problems)
    {
        if (limit.Per is { } needless && form.IsOfTargets)
        {
            problems.Add(ProblemCode.UnknownKey, needless.Span, $"the limit '{limit.Name.Value}' is of each host by itself, it has no 'per'");
            return null;
        }

        if (limit.Per is not { } said)
            return limit.Has("metadata") || form != LimitForm.Budget ? form.Per : LimitScope.Segment;
        if (KnownWord.Read(said, LimitForm.Scopes, "something a limit is counted over", problems) is not { } scope)
            return null;
        var only = form == LimitForm.Cliff ? "host.segment" : limit.Has("metadata") ? "host.aggregate" : null;
        if (only is null || LimitForm.Scopes[only] == scope)
            return scope;
        Check(said, "per", only, problems);
        return null;
    }

    static void Check(YamlScalar? said, string key, string known, ProblemLog problems)
    {
        if (said is not null && said.Value != known)
            problems.Add(ProblemCode.UnknownValue, said.Span,
                $"'{said.Value}' is not what this limit does '{key}'", $"{key}: {known}");
    }

    static void CheckAll(IReadOnlyList<YamlScalar>? said, string key, string[] known, ProblemLog problems)
    {
        if (said is { Count: > 0 }
            && !said.Select(s => s.Value).Order(StringComparer.Ordinal).SequenceEqual(known.Order(StringComparer.Ordinal)))
        {
            problems.Add(ProblemCode.UnknownValue, (said.FirstOrDefault(s => !known.Contains(s.Value)) ?? said[0]).Span,
                $"'{key}' of this limit is [{string.Join(", ", known)}]", $"{key}: [{string.Join(", ", known)}], or leave it out");
        }
    }

    static void Refuse(IReadOnlyList<YamlScalar>? said, string key, LimitForm form, ProblemLog problems)
    {
        if (said is { Count: > 0 })
            problems.Add(ProblemCode.UnknownKey, said[0].Span, $"a limit with '{form.Needed[0]}' has no '{key}'");
    }
}

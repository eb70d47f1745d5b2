using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// The words of the long form of a limit. Each has one value that the service lives up to; another one would be a promise that
/// nobody keeps, so it is refused.
/// </summary>
static class LimitWords
{
    static readonly string[] Counted = ["down", "fenced", "in-flight"];

    /// <param name="isShare">It limits a share of the segment, not a number of fences.</param>
    public static bool AreThose(LimitSyntax limit, bool isShare, ProblemLog problems)
    {
        var before = problems.Count;
        Check(limit.Per, "per", "host.segment", problems);
        Check(limit.Over, "over", isShare ? "hold-and-notify" : "defer", problems);
        if (isShare)
        {
            CheckAll(limit.Counting, "counting", Counted, problems);
            Refuse(limit.Order, "order", "max-share", problems);
        }
        else
        {
            CheckAll(limit.Order, "order", ["fault.since"], problems);
            Refuse(limit.Counting, "counting", "max", problems);
        }

        return problems.Count == before;
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

    static void Refuse(IReadOnlyList<YamlScalar>? said, string key, string form, ProblemLog problems)
    {
        if (said is { Count: > 0 })
            problems.Add(ProblemCode.UnknownKey, said[0].Span, $"a limit with '{form}' has no '{key}'");
    }
}

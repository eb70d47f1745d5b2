using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>targets</c>.</summary>
sealed class TargetBinder(DurationReader durations, ProblemLog problems)
{
    static readonly Dictionary<string, bool> WhenNone = new() { ["hold"] = false, ["fence"] = true };

    static readonly Dictionary<string, bool> Reserved = new() { ["any"] = false, ["same-aggregate"] = true };

    static readonly TimeSpan DelayMax = TimeSpan.FromHours(1);

    public TargetPolicy Bind(TargetSyntax? said)
    {
        var standard = TargetPolicy.Standard;
        if (said is null)
            return standard;
        var delay = said.HealthyDelay is { } text ? durations.Read(text, "healthy-delay", TimeSpan.Zero, DelayMax) : null;
        var fences = said.WhenNone is { } word ? KnownWord.Read(word, WhenNone, "an answer to no target", problems) : null;
        var same = said.Reserved is { } which ? KnownWord.Read(which, Reserved, "a choice of reserved hosts", problems) : null;
        return new TargetPolicy(delay ?? standard.HealthyDelay, fences ?? standard.FenceWithoutTarget, said.Span.Place)
        {
            ReservedInSameAggregate = same ?? standard.ReservedInSameAggregate,
            ReservedJoins = [.. said.ReservedJoins?.Select(a => a.Value).Distinct() ?? []],
        };
    }
}

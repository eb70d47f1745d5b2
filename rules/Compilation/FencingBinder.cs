using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>fencing</c>.</summary>
sealed class FencingBinder(DurationReader durations, ProblemLog problems)
{
    static readonly Dictionary<string, FenceVerb> Verbs = new() { ["off"] = FenceVerb.Off, ["reboot"] = FenceVerb.Reboot };

    /// <summary>No host is set up faster; after a week somebody has forgotten it.</summary>
    static readonly (TimeSpan Least, TimeSpan Most) PendingRange = (TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));

    public FencingPolicy Bind(FencingSyntax? said)
    {
        if (said is null)
            return FencingPolicy.Standard;
        var verb = said.Verb is { } word ? KnownWord.Read(word, Verbs, "what a fence does with the power", problems) : null;
        return new FencingPolicy(verb ?? FencingPolicy.Standard.Verb, said.Span.Place)
        {
            PendingTimeout = said.PendingTimeout is { } text ? durations.Read(text, "pending-timeout", PendingRange.Least, PendingRange.Most) : null,
        };
    }
}

using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>fencing</c>.</summary>
static class FencingBinder
{
    static readonly Dictionary<string, FenceVerb> Verbs = new() { ["off"] = FenceVerb.Off, ["reboot"] = FenceVerb.Reboot };

    public static FencingPolicy Bind(FencingSyntax? said, ProblemLog problems) => said is null
        ? FencingPolicy.Standard
        : new FencingPolicy(
            (said.Verb is { } verb ? KnownWord.Read(verb, Verbs, "what a fence does with the power", problems) : null) ?? FencingPolicy.Standard.Verb,
            said.Span.Place);
}

using PolicyHa.Rules.Documents;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads <c>world: owner stops|deletes|protects|unprotects I</c> and <c>world: owner moves I to H</c>.</summary>
static class OwnerStepReader
{
    public const string Abilities = "owner stops|deletes|protects|unprotects I; owner moves I to H";

    /// <summary>The text is about an owner, and of this reader.</summary>
    public static bool Reads(string[] words) =>
        words is ["owner", "stops" or "deletes" or "protects" or "unprotects", _] or ["owner", "moves", _, "to", _];

    /// <summary>Null: no such instance or host, which has been reported.</summary>
    public static OwnerStep? Read(TimeSpan at, YamlScalar text, string[] words, Names names, Field field) => words switch
    {
        _ when !names.KnownInstance(text, words[2], field) => null,
        [_, _, var instance] => new OwnerStep(at, words[1], instance, null),
        _ => names.KnownHost(text, words[4], field) ? new OwnerStep(at, words[1], words[2], words[4]) : null,
    };
}

using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Policies;

/// <summary>A policy that came into force at some time, with all that is needed to bring it back.</summary>
/// <param name="Author">Who wanted it: the caller's key, or the place the files came from.</param>
/// <param name="ActivatedAt">UTC.</param>
/// <param name="Files">The texts, in order.</param>
/// <param name="Params">Values that were given instead of the params' defaults.</param>
public sealed record StoredPolicy(
    PolicyVersion Version,
    string Author,
    PolicyOrigin Origin,
    DateTimeOffset ActivatedAt,
    IReadOnlyList<PolicyText> Files,
    IReadOnlyDictionary<string, string> Params)
{
    /// <summary>The rule language of its files.</summary>
    public int Language { get; init; } = Replica.FirstLanguage;

    /// <summary>It came from the machine's files (or with the program), not from a caller.</summary>
    public bool IsFromFiles => Origin is PolicyOrigin.File or PolicyOrigin.Shipped;
}

/// <summary>One rule file.</summary>
public sealed record PolicyText(string Name, string Text);

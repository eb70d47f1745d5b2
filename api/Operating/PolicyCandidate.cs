using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Api.Operating;

/// <summary>A policy that somebody wants in force.</summary>
/// <param name="Params">Values given instead of the params' defaults.</param>
/// <param name="Author">Who wants it: the caller's key, or the place the files came from.</param>
/// <param name="AcceptsNewActions">Whoever wants it knows that it acts where the present one does not.</param>
sealed record PolicyCandidate(
    PolicyLoad Load,
    IReadOnlyDictionary<string, string> Params,
    PolicyOrigin Origin,
    string Author,
    bool AcceptsNewActions)
{
    /// <summary>It came from the machine's files (or with the program), not from a caller.</summary>
    public bool IsFromFiles => Origin is PolicyOrigin.File or PolicyOrigin.Shipped;

    /// <summary>Compiles what callers sent.</summary>
    public static PolicyCandidate Sent(
        IReadOnlyList<SourceText> files, IReadOnlyDictionary<string, string> given, string author, bool accepts) =>
        new(PolicyCompiler.Compile(files, given), given, PolicyOrigin.Api, author, accepts);

    /// <summary>Compiles a policy of the past as it was.</summary>
    public static PolicyCandidate Back(StoredPolicy stored, string author, bool accepts) =>
        new(Compile(stored), stored.Params, PolicyOrigin.Rollback, author, accepts);

    public static PolicyLoad Compile(StoredPolicy stored) =>
        PolicyCompiler.Compile([.. stored.Files.Select(f => new SourceText(f.Name, f.Text))], stored.Params);

    /// <summary>As it is remembered once it is in force.</summary>
    public StoredPolicy Stored(DateTimeOffset at) => new(
        Load.Policy!.Version, Author, Origin, at, [.. Load.Sources.Select(s => new PolicyText(s.Name, s.Text))], Params)
    {
        Language = Load.Policy.Language,
    };
}

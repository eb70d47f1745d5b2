using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.State;

/// <summary>
/// A policy that a live replica cannot read is never in force. Two doors keep it so, both asked by the store in the transaction that
/// lets somebody through: a policy does not come into force, and a process does not join.
/// </summary>
public static class LanguageGate
{
    /// <summary>Who keeps a policy of this language from coming into force, by name; empty: it may.</summary>
    public static IReadOnlyList<Replica> KeptOutBy(IEnumerable<Replica> live, int language) =>
        [.. live.Where(r => r.Language < language).OrderBy(r => r.Owner, StringComparer.Ordinal)];

    /// <summary>A process that cannot read what is in force owns nothing and does not count, so that it does not hold the others back.</summary>
    /// <param name="inForce">Null while there is none.</param>
    public static bool Admits(int language, PolicyMark? inForce) => inForce is null || inForce.Language <= language;
}

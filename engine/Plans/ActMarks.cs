using System.Collections.Frozen;

namespace PolicyHa.Engine.Plans;

/// <summary>Keys of a step's memo that say that it may have acted; this much is remembered over its tries.</summary>
public static class ActMarks
{
    /// <summary>When the outside was asked to act.</summary>
    public const string AskedAt = "asked-at";

    /// <summary>When a restarted service went on with the step: the former process may have asked and not have written it down.</summary>
    public const string ResumedAt = "resumed-at";

    /// <summary>An earlier try may have acted.</summary>
    const string Before = "acted-before";

    static readonly FrozenDictionary<string, string> ActedBefore =
        new Dictionary<string, string> { [Before] = "true" }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool AreIn(IReadOnlyDictionary<string, string> memo) =>
        memo.ContainsKey(AskedAt) || memo.ContainsKey(ResumedAt) || memo.ContainsKey(Before);

    /// <summary>What the next try must know of this one: that it may have acted, and what the step itself <paramref name="keeps"/>.</summary>
    public static IReadOnlyDictionary<string, string> Kept(
        IReadOnlyDictionary<string, string> memo, IReadOnlyDictionary<string, string> keeps) =>
        !AreIn(memo) ? keeps : keeps.Count == 0 ? ActedBefore : new Dictionary<string, string>(keeps) { [Before] = "true" };
}

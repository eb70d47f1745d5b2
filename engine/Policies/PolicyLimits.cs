using System.Collections.Concurrent;

namespace PolicyHa.Engine.Policies;

/// <summary>Counts over the service's own acts and over what is down: admission, after all rules have spoken.</summary>
/// <param name="All">As in the file; the built-in ones that it does not replace stand before them.</param>
public sealed record PolicyLimits(IReadOnlyList<FenceLimit> All)
{
    readonly ConcurrentDictionary<Type, object> kinds = [];

    /// <summary>No limit may look back further: what was fenced is remembered so long.</summary>
    public static readonly TimeSpan MemoryMax = TimeSpan.FromDays(1);

    /// <summary>What a file does not say is limited all the same.</summary>
    public static readonly PolicyLimits Standard = new(
    [
        new FenceLimit.Slots("fencing-per-segment", LimitScope.Segment, 2, RuleSource.BuiltIn),
        new FenceLimit.Share("storm", LimitScope.Segment, 30, TimeSpan.FromHours(1), TimeSpan.FromSeconds(30), RuleSource.BuiltIn),
        new FenceLimit.Rate("fences-per-round", LimitScope.Cloud, 10, TimeSpan.FromMinutes(1), RuleSource.BuiltIn),
        new FenceLimit.Cliff("cliff", LimitScope.Segment, 50, 3, TimeSpan.FromMinutes(1), RuleSource.BuiltIn),
        new FenceLimit.Quarantine("quarantine", LimitScope.Host, 3, TimeSpan.FromHours(1), TimeSpan.FromHours(2), RuleSource.BuiltIn),
        new FenceLimit.Budget("domain-budget", LimitScope.Aggregate, null, "ha:max_failures", RuleSource.BuiltIn),
    ]);

    /// <summary>Those of one kind, as in the file.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : FenceLimit => (T[])kinds.GetOrAdd(typeof(T), static (_, all) => all.OfType<T>().ToArray(), All);

    /// <summary>Some limit counts hosts of more than one segment.</summary>
    public bool AreWide => All.Any(l => l.Per is not (LimitScope.Segment or LimitScope.Host));

    /// <summary>Hosts of one segment that may be under recovery by fencing at a time.</summary>
    public int FencingPerSegmentMax => OfSegment<FenceLimit.Slots>().Max;

    /// <summary>Percent of a segment's hosts that may be down, fenced or in flight together.</summary>
    public int StormSharePercent => OfSegment<FenceLimit.Share>().Percent;

    /// <summary>A limit of the same kind over the same domain gives way.</summary>
    public PolicyLimits With(FenceLimit limit) => new([.. All.Where(l => !Replaces(limit, l)), limit]);

    /// <summary>Both say the same, so that only one of them can count.</summary>
    public static bool Replaces(FenceLimit a, FenceLimit b) =>
        a.GetType() == b.GetType() && a.Per == b.Per && (a as FenceLimit.Budget)?.Metadata == (b as FenceLimit.Budget)?.Metadata;

    public bool Equals(PolicyLimits? other) => other is not null && All.SequenceEqual(other.All);

    public override int GetHashCode() => All.Count;

    T OfSegment<T>()
        where T : FenceLimit => Of<T>().First(l => l.Per == LimitScope.Segment);
}

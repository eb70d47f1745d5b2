using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Inference;

/// <summary>What one segment lets the others know: facts that rules of scope fleet look at, and how many hosts it has where.</summary>
/// <param name="By">Whose rules found them: under another policy they mean nothing.</param>
public sealed record SegmentFacts(
    SegmentName Segment, IReadOnlyList<Fact> Facts, IReadOnlyDictionary<string, int> HostsByZone, RecoveryPolicy By)
{
    public bool Equals(SegmentFacts? other) =>
        other is not null && Segment == other.Segment && ReferenceEquals(By, other.By) && Facts.SequenceEqual(other.Facts)
        && HostsByZone.Count == other.HostsByZone.Count
        && HostsByZone.All(z => other.HostsByZone.GetValueOrDefault(z.Key) == z.Value);

    public override int GetHashCode() => HashCode.Combine(Segment, Facts.Count);
}

/// <summary>What the other segments last said. Immutable.</summary>
/// <param name="Segments">By name.</param>
public sealed record FleetFacts(IReadOnlyList<SegmentFacts> Segments)
{
    /// <summary>Nothing is known of other segments.</summary>
    public static readonly FleetFacts None = new([]);
}

using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Incidents;

/// <summary>A reserved host is taken for the instances of a dead one. No two incidents have the same: the store sees to that.</summary>
/// <param name="Host">The reserved one.</param>
/// <param name="For">The dead one.</param>
public sealed record Reservation(HostName Host, SegmentName Segment, IncidentId Incident, HostName For, DateTimeOffset At)
{
    /// <summary>
    /// When the recovery it was taken for was over; null while it is not. From then on it is given back as soon as nothing runs there, or
    /// the host it stands in for is back in service.
    /// </summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Aggregates that it joined for this, or was about to join, sorted by name: it leaves them when it is given back.</summary>
    public IReadOnlyList<string> Joined { get; init; } = [];

    /// <summary>By content.</summary>
    public bool Equals(Reservation? other) => other is not null
        && (Host, Segment, Incident, For, At, SettledAt) == (other.Host, other.Segment, other.Incident, other.For, other.At, other.SettledAt)
        && Joined.SequenceEqual(other.Joined);

    public override int GetHashCode() => HashCode.Combine(Host, Incident, At, SettledAt, Joined.Count);
}

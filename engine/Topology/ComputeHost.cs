using System.Collections.Frozen;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Topology;

/// <summary>A compute host as Nova last described it.</summary>
/// <param name="ServiceId">UUID of its nova-compute service record.</param>
/// <param name="ServiceUp">Nova's own opinion: heartbeat within <c>service_down_time</c> (60 s by default) and not forced down.</param>
/// <param name="Disabled">Nova's scheduler places nothing there.</param>
/// <param name="ForcedDown">Somebody told Nova that the host is dead.</param>
/// <param name="Fenceable">It is configured how it can be proven off: by a device, its watchdog, or a person.</param>
public sealed record ComputeHost(
    HostName Name,
    SegmentName Segment,
    string Zone,
    string ServiceId,
    bool ServiceUp,
    bool Disabled,
    bool ForcedDown,
    bool Fenceable)
{
    /// <summary>Reasons we write into Nova begin so.</summary>
    public const string OurReason = "policyha ";

    /// <summary>What follows it where we keep instances off a host that is worked on.</summary>
    public const string ForWork = "maintenance: ";

    /// <summary>Why it is disabled, as written in Nova.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>We have disabled it, so we may enable it again. What a person has disabled stays so.</summary>
    public bool IsDisabledByUs => Disabled && IsOurs(DisabledReason);

    /// <summary>We have disabled it because somebody works on it.</summary>
    public bool IsDisabledForWork => Disabled && DisabledReason?.StartsWith(OurReason + ForWork, StringComparison.Ordinal) == true;

    /// <summary>The reason is one of ours.</summary>
    public static bool IsOurs(string? disabledReason) => disabledReason?.StartsWith(OurReason, StringComparison.Ordinal) == true;

    /// <summary>Names of the aggregates it is in, sorted.</summary>
    public IReadOnlyList<string> Aggregates { get; init; } = [];

    /// <summary>
    /// Metadata of those aggregates in one, such as <c>rack</c>; of two values of one key the one of the first aggregate.
    /// </summary>
    public IReadOnlyDictionary<string, string> AggregateMetadata { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The same aggregates one by one, by name.</summary>
    public IReadOnlyList<HostAggregate> Memberships { get; init; } = [];

    /// <summary>It carries the control plane, or a part of it: such hosts are fenced one at a time.</summary>
    public bool CarriesControlPlane { get; init; }

    /// <summary>It is configured as a reserved host: kept empty, and disabled in Nova, for the instances of one that dies.</summary>
    public bool IsReserved { get; init; }

    /// <summary>Its nova-compute has reported to Nova at least once; false: it has only been registered there.</summary>
    public bool HasReported { get; init; } = true;

    /// <summary>What it has left for instances; null: not known, and what is not known is not full.</summary>
    public Room? Room { get; init; }

    /// <summary>By content, but for its room, which no rule looks at: each reading of the fleet makes new ones, and what rests on a host that stayed the same stands.</summary>
    public bool Equals(ComputeHost? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Name == other.Name && Segment == other.Segment && Zone == other.Zone && ServiceId == other.ServiceId
            && (ServiceUp, Disabled, ForcedDown, Fenceable) == (other.ServiceUp, other.Disabled, other.ForcedDown, other.Fenceable)
            && DisabledReason == other.DisabledReason
            && (CarriesControlPlane, IsReserved, HasReported) == (other.CarriesControlPlane, other.IsReserved, other.HasReported)
            && Aggregates.SequenceEqual(other.Aggregates) && Memberships.SequenceEqual(other.Memberships) && Pairs.AreAlike(AggregateMetadata, other.AggregateMetadata));

    public override int GetHashCode() => Name.GetHashCode();
}

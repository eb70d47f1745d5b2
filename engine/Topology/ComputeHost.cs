using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Topology;

/// <summary>A compute host as Nova last described it.</summary>
/// <param name="ServiceId">UUID of its nova-compute service record.</param>
/// <param name="ServiceUp">Nova's own opinion: heartbeat within <c>service_down_time</c> (60 s by default) and not forced down.</param>
/// <param name="Disabled">Nova's scheduler places nothing there.</param>
/// <param name="ForcedDown">Somebody told Nova that the host is dead.</param>
/// <param name="Fenceable">A fencing device is configured for it.</param>
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
    /// <summary>Why it is disabled, as written in Nova.</summary>
    public string? DisabledReason { get; init; }
}

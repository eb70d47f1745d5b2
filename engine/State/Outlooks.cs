using System.Collections.Concurrent;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>How each segment would stand if hosts of it died now. Thread-safe across segments; one segment has one turn at a time.</summary>
public sealed class Outlooks
{
    readonly ConcurrentDictionary<SegmentName, (DateTimeOffset ReadAt, RecoveryPolicy Policy, FailureOutlook? Outlook)> kept = new();

    /// <summary>Null: nothing is known of the room of its hosts, or it has not been looked at.</summary>
    public FailureOutlook? Of(SegmentName segment) => kept.TryGetValue(segment, out var known) ? known.Outlook : null;

    /// <summary>Looks ahead anew, once for each reading of the fleet; not while hosts are being recovered: that comes first, and the picture moves.</summary>
    internal FailureOutlook? Update(ClusterSnapshot now, Beliefs beliefs, RecoveryPolicy policy)
    {
        var name = now.Segment.Name;
        if (kept.TryGetValue(name, out var known) && known.ReadAt == now.FleetReadAt && ReferenceEquals(known.Policy, policy))
            return known.Outlook;
        if (beliefs.Error is not null || now.Hosts.Any(h => h.Plans.Any(p => !p.IsOver)))
            return known.Outlook;
        var outlook = FailurePlan.Of(now, beliefs, policy);
        kept[name] = (now.FleetReadAt, policy, outlook);
        return outlook;
    }

    internal void Keep(Fleet seen)
    {
        foreach (var gone in kept.Keys.Where(s => seen.Segment(s) is null))
            kept.TryRemove(gone, out _);
    }
}

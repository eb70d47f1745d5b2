using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Hosts of a segment that are kept empty for the instances of a dead one. Pure.</summary>
public sealed class ReservedHosts
{
    readonly ClusterSnapshot now;
    readonly RecoveryPolicy policy;
    readonly TargetHosts targets;
    readonly Placement placement;

    public ReservedHosts(ClusterSnapshot now, Beliefs beliefs, RecoveryPolicy policy)
    {
        (this.now, this.policy) = (now, policy);
        targets = new TargetHosts(now, beliefs, policy);
        placement = new Placement(now, beliefs, policy);
    }

    /// <summary>Those that may be taken for the host: first what its incident has already, then those that may have and have room for the most of what is on it, then those with the least on them, then by name.</summary>
    public IReadOnlyList<HostView> FreeFor(HostView dead, IncidentId? incident) =>
    [
        .. Others(dead).Where(h => WhyNot(h, dead, incident) is null)
            .OrderByDescending(h => h.Reservation is not null).ThenByDescending(h => FittingOn(h, dead)).ThenBy(h => h.Instances.Count).ThenBy(h => h.Name),
    ];

    /// <summary>How many of the dead host's instances may be there and find room; all that may, where that is not known.</summary>
    int FittingOn(HostView host, HostView dead)
    {
        var allowed = dead.Instances.Where(i => placement.Refusals(new PlaceWish(i, dead.Name))?.Invoke(host) is null);
        if (host.Compute.Room is not { } left)
            return allowed.Count();
        var fitting = 0;
        foreach (var claim in allowed.Select(Footprint.Of).OrderBy(c => c.RamMiB).Where(c => left.Holds(c)))
            (left, fitting) = (left.Without(claim), fitting + 1);
        return fitting;
    }

    /// <summary>Why there is none, in words.</summary>
    public string WhyNone(HostView dead, IncidentId? incident)
    {
        var reasons = Others(dead).Select(h => WhyNot(h, dead, incident)).OfType<string>().ToList();
        return reasons.Count == 0
            ? $"segment {now.Segment.Name} has no reserved host"
            : $"no reserved host of segment {now.Segment.Name} can be taken: {string.Join("; ", reasons)}";
    }

    IEnumerable<HostView> Others(HostView dead) => now.Hosts.Where(h => h.Name != dead.Name && h.Compute.IsReserved);

    string? WhyNot(HostView host, HostView dead, IncidentId? incident)
    {
        if (host.Reservation is { } taken && taken.Incident != incident)
            return $"{host.Name} is taken for {taken.For}";
        if (host.Maintenance || host.Compute.IsDisabledForWork)
            return $"{host.Name} is in maintenance";
        if (host.Signals.AnyTrouble || host.Compute is { ServiceUp: false } or { ForcedDown: true } || host.Mark is not null)
            return $"{host.Name} is not well";
        if (targets.IsDoubtful(host))
            return $"{host.Name} is in doubt";
        if (targets.WhyNotYet(host) is { } early)
            return early;
        return policy.Targets.ReservedInSameAggregate && !host.Compute.Aggregates.Intersect(dead.Compute.Aggregates).Any()
            ? $"{host.Name} is in no aggregate of {dead.Name} ({policy.Targets.At})"
            : null;
    }
}

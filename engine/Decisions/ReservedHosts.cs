using PolicyHa.Engine.Facts;
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
    readonly Lazy<RoomClaims> claims;
    readonly Dictionary<(HostName, IncidentId?), IReadOnlyList<HostView>> freeFor = [];
    readonly Dictionary<HostName, List<Instance>> dearest = [];

    public ReservedHosts(ClusterSnapshot now, Beliefs beliefs, RecoveryPolicy policy)
    {
        (this.now, this.policy) = (now, policy);
        targets = new TargetHosts(now, beliefs, policy);
        placement = new Placement(now, beliefs, policy);
        claims = new(() => RoomClaims.Of(now), LazyThreadSafetyMode.None);
    }

    /// <summary>
    /// Those that may be taken for the host: first what its incident has already, then those that may have and have room for the most of
    /// what would be evacuated, then those where any of it may be at all, then those with the least on them, then by name.
    /// </summary>
    public IReadOnlyList<HostView> FreeFor(HostView dead, IncidentId? incident) =>
        freeFor.TryGetValue((dead.Name, incident), out var known) ? known : freeFor[(dead.Name, incident)] = FreeNow(dead, incident);

    List<HostView> FreeNow(HostView dead, IncidentId? incident)
    {
        var free = Others(dead).Where(h => WhyNot(h, dead, incident) is null).ToList();
        if (free.Count < 2)
            return free;
        var leaving = Leaving(dead);
        return
        [
            .. free.OrderByDescending(h => h.Reservation is not null).ThenByDescending(h => FittingOn(h, leaving))
                .ThenByDescending(h => leaving.Exists(l => l.Refusal?.Invoke(h) is null)).ThenBy(h => h.Instances.Count).ThenBy(h => h.Name),
        ];
    }

    /// <summary>
    /// Of those that may be taken, as many as it needs, in their order: each is one with which more of what would be evacuated find a place.
    /// Where that is not known of the first, it is the only one.
    /// </summary>
    public IReadOnlyList<HostView> NeededFor(HostView dead, IncidentId? incident)
    {
        var taken = FreeFor(dead, incident).Take(1).ToList();
        while (taken.Count > 0 && NextFor(dead, incident, [.. taken.Select(h => h.Name)]) is { } next)
            taken.Add(next);
        return taken;
    }

    /// <summary>The next one beside those that are taken; null: all have a place, or none would give one to more of them.</summary>
    /// <param name="passed">Not these.</param>
    public HostView? NextFor(HostView dead, IncidentId? incident, IReadOnlyList<HostName> taken, IReadOnlyList<HostName>? passed = null)
    {
        var free = FreeFor(dead, incident).Where(h => !taken.Contains(h.Name) && passed?.Contains(h.Name) is not true).ToList();
        if (free.Count == 0)
            return null;
        var leaving = Dearest(dead);
        List<HostRoom> rooms = [.. taken.Select(now.Host).OfType<HostView>().Select(WithRoom)];
        var lacking = Lacking(rooms);
        return lacking == 0 ? null : free.Find(h => Lacking([.. rooms, WithRoom(h)]) < lacking);

        int Lacking(List<HostRoom> on) => RoomPlan.Of(leaving, on, placement).Misfits.Count;
    }

    List<Instance> Dearest(HostView dead)
    {
        if (!dearest.TryGetValue(dead.Name, out var known))
            dearest[dead.Name] = known = [.. InstanceWish.Leaving(dead, policy).Order(RecoveryOrder.Dearest).Select(w => w.Instance)];
        return known;
    }

    HostRoom WithRoom(HostView host) => new(host, claims.Value.LeftOn(host));

    /// <summary>Who would be evacuated, and the hosts where each must not be, in words.</summary>
    List<(Footprint Claim, Func<HostView, string?>? Refusal)> Leaving(HostView dead) =>
    [
        .. InstanceWish.Leaving(dead, policy).Select(w => w.Instance)
            .Select(i => (Footprint.Of(i), placement.Refusals(new PlaceWish(i, dead.Name)))).OrderBy(l => l.Item1.RamMiB),
    ];

    /// <summary>How many of them may be there and find room; all that may, where that is not known.</summary>
    static int FittingOn(HostView host, List<(Footprint Claim, Func<HostView, string?>? Refusal)> leaving)
    {
        var left = host.Compute.Room;
        var fitting = 0;
        foreach (var (claim, refusal) in leaving)
        {
            if (refusal?.Invoke(host) is not null || left?.Holds(claim) is false)
                continue;
            (left, fitting) = (left?.Without(claim), fitting + 1);
        }

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

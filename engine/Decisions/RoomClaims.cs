using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>What instances that plans have moved, or are moving, have claimed of hosts since Placement was last asked about these.</summary>
sealed class RoomClaims
{
    readonly ILookup<HostName, (DateTimeOffset At, Instance Instance)> byTarget;

    RoomClaims(IEnumerable<(HostName Target, DateTimeOffset At, Instance Instance)> claims) =>
        byTarget = claims.ToLookup(c => c.Target, c => (c.At, c.Instance));

    public static RoomClaims Of(ClusterSnapshot now)
    {
        if (!now.Hosts.Any(h => h.Plans.Count > 0) || !now.Hosts.Any(h => h.Compute.Room is not null))
            return new RoomClaims([]);
        var instances = now.Hosts.SelectMany(h => h.Instances).ToDictionary(i => i.Id);
        return new RoomClaims(
            from step in now.Hosts.SelectMany(h => h.Plans).SelectMany(p => p.Steps)
            where step is
            {
                Kind: StepKind.Evacuate or StepKind.LiveMigrate or StepKind.Migrate,
                State: StepState.Started or StepState.Pending or StepState.Done,
            } && instances.ContainsKey(step.Instance!.Value)
            let target = step.Place ?? step.Target
            where target is not null && step.StartedAt is not null
            select (target.Value, step.StartedAt!.Value, instances[step.Instance!.Value]));
    }

    /// <summary>Null: not known.</summary>
    public Room? LeftOn(HostView host) =>
        host.Compute.Room is { } room
            ? byTarget[host.Name].Where(c => c.At > room.ReadAt).Aggregate(room, (left, c) => left.Without(Footprint.Of(c.Instance)))
            : null;

    /// <summary>The same, where instances are also on their way there that have claimed nothing so far as is known: their plans may have been waiting with them since before Placement was read.</summary>
    public Room? LeftOn(HostView host, IEnumerable<Instance> heading) => heading
        .Where(i => i.Host != host.Name && !byTarget[host.Name].Any(c => c.Instance.Id == i.Id && c.At > host.Compute.Room?.ReadAt))
        .Aggregate(LeftOn(host), (left, i) => left?.Without(Footprint.Of(i)));
}

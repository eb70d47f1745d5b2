using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Simulation.World;

/// <summary>What hosts have left for instances.</summary>
public sealed partial class SimWorld
{
    /// <summary>Placement answers.</summary>
    public bool PlacementUp { get; set; } = true;

    /// <summary>
    /// What Placement has left of a host; null: it lists nothing of it. Who was evacuated from it claims its share until the host's
    /// nova-compute has removed the old copy.
    /// </summary>
    public Room? RoomLeft(SimHost host) => host.Room is not { } all ? null : ClaimsOn(host).Aggregate(
        new Room(all.Vcpus, all.RamMiB, all.DiskGiB, clock.GetUtcNow()), (left, claim) => left.Without(claim));

    IEnumerable<Footprint> ClaimsOn(SimHost host) =>
        instances.Values.Where(i => i.Host == host.Name && i.State != VmState.Deleted)
            .Concat(migrations.Where(m => m is { Kind: MoveKind.Evacuation, State: MoveState.Done, IsCleaned: false } && m.Source == host.Name)
                .Select(m => instances[m.Instance]).Where(i => i.Host != host.Name && i.State != VmState.Deleted).Distinct())
            .Select(i => i.Claim);
}

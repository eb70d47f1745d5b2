using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Running;

/// <summary>Keeps the picture of the fleet fresh, in memory and in the store.</summary>
public sealed class FleetKeeper(ClusterState state, ITopologyReader topology, IInventoryStore inventory)
{
    /// <summary>Reads the whole fleet. From the first time on the service has seen everything.</summary>
    /// <exception cref="OutsideUnavailableException">No whole answer; the last picture stays.</exception>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var fleet = await topology.ReadAsync(ct);
        await inventory.SaveAsync(fleet, ct);
        state.Fleet = fleet;
        state.SawEverything = true;
    }
}

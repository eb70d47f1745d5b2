using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Running;

/// <summary>Keeps the picture of the fleet fresh, in memory and in the store.</summary>
public sealed class FleetKeeper(ClusterState state, ITopologyReader topology, IInventoryStore inventory)
{
    /// <summary>One read may fail for any reason; so many in a row mean that the cloud cannot be reached.</summary>
    const int FailuresMax = 3;

    int failures;

    /// <summary>Reads the whole fleet. From the first time on the service has seen everything. Not at the same time twice.</summary>
    /// <exception cref="OutsideUnavailableException">No whole answer; the last picture stays.</exception>
    public async Task RefreshAsync(CancellationToken ct)
    {
        Fleet fleet;
        try
        {
            fleet = await topology.ReadAsync(ct);
        }
        catch (OutsideUnavailableException)
        {
            if (++failures == FailuresMax)
                state.CloudDoubt = $"the cloud could not be read {FailuresMax} times in a row; what is known of it is of {state.Fleet.ReadAt:HH:mm:ss}";
            throw;
        }

        await inventory.SaveAsync(fleet, ct);
        (failures, state.CloudDoubt) = (0, null);
        state.Fleet = fleet;
        state.SawEverything = true;
    }
}

using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Ports;

/// <summary>Keeps the last picture of the fleet, so that a restarted service knows its hosts before the cloud answers.</summary>
public interface IInventoryStore
{
    Task SaveAsync(Fleet fleet, CancellationToken ct);

    /// <summary><see cref="Fleet.Empty"/> when none was ever saved.</summary>
    Task<Fleet> LoadAsync(CancellationToken ct);
}

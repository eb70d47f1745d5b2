using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Ports;

/// <summary>Reads what the cloud is made of.</summary>
public interface ITopologyReader
{
    /// <summary>All hosts and instances, to the last page.</summary>
    /// <exception cref="OutsideUnavailableException">There was no whole answer.</exception>
    Task<Fleet> ReadAsync(CancellationToken ct);
}

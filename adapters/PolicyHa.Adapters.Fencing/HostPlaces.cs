using System.Collections.Frozen;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Where hosts are, as the cloud last had them.</summary>
sealed class HostPlaces
{
    volatile FrozenDictionary<HostName, ComputeHost> hosts = FrozenDictionary<HostName, ComputeHost>.Empty;

    public void Know(IEnumerable<ComputeHost> all) => hosts = all.ToFrozenDictionary(h => h.Name);

    /// <summary>Null: the cloud has never had it, or not any more.</summary>
    public ComputeHost? Of(HostName host) => hosts.GetValueOrDefault(host);
}

using System.Collections.Frozen;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>An instance that needs another place.</summary>
/// <param name="Leaves">The host it is on.</param>
public sealed record PlaceWish(Instance Instance, HostName Leaves)
{
    /// <summary>Where it failed to come up.</summary>
    public IReadOnlySet<HostName> Tried { get; init; } = FrozenSet<HostName>.Empty;

    /// <summary>Where instances are that have moved, or will be when they have: the fleet that was read last does not show it yet.</summary>
    public IReadOnlyDictionary<InstanceId, HostName> Heading { get; init; } = FrozenDictionary<InstanceId, HostName>.Empty;
}

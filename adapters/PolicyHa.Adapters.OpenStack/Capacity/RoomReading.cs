using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Capacity;

/// <summary>What Placement last said of one provider.</summary>
/// <param name="Generation">Of the provider, when it was asked.</param>
sealed record RoomReading(string Provider, long Generation, Inventories Inventories, Usages Usages, DateTimeOffset ReadAt)
{
    /// <summary>Null where it lists no shared CPUs or no memory: a host of another kind.</summary>
    public Room? Room => Left("VCPU") is { } vcpus && Left("MEMORY_MB") is { } ram ? new Room(vcpus, ram, Left("DISK_GB"), ReadAt) : null;

    /// <summary>As Placement counts: what there is but for what is kept back, times the ratio, rounded down.</summary>
    int? Left(string resource)
    {
        if (Inventories.ByClass?.GetValueOrDefault(resource) is not { } inventory)
            return null;
        var capacity = Math.Floor((inventory.Total - inventory.Reserved) * inventory.AllocationRatio);
        var left = capacity - (Usages.ByClass?.GetValueOrDefault(resource) ?? 0);
        return (int)Math.Clamp(left, int.MinValue, int.MaxValue);
    }
}

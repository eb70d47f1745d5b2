using System.Collections.Frozen;
using PolicyHa.Adapters.OpenStack.Segments;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>Nova's words for an instance, in ours.</summary>
static class InstanceReading
{
    public static Instance From(Server server, SegmentMap map) => new KnownServer(server).In(map);

    /// <summary>What the server itself says; where its disks are, who asks for it and its group are not in that.</summary>
    public static Instance From(Server server)
    {
        var flavor = server.Flavor;
        return new Instance(
            new InstanceId(server.Id),
            server.Name,
            new HostName(server.Host ?? ""),
            server.TenantId,
            State(server.VmState),
            server.TaskState,
            BootSource.Volume,
            new Flavor(flavor?.OriginalName ?? "", flavor?.Vcpus ?? 0, flavor?.Ram ?? 0, flavor?.Disk ?? 0)
            {
                ExtraDiskGiB = (flavor?.Ephemeral ?? 0) + (((flavor?.Swap ?? 0) + 1023) / 1024),
            })
        {
            Locked = server.Locked,
            LockedReason = server.Locked ? server.LockedReason : null,
            Metadata = Texts(server.Metadata),
            Image = server.Image?.Id,
            ImageProperties = Texts(server.Image?.Properties),
            FlavorSpecs = Texts(flavor?.ExtraSpecs),
        };
    }

    public static VmState State(string? vmState) => vmState switch
    {
        "active" => VmState.Active,
        "stopped" => VmState.Stopped,
        "paused" => VmState.Paused,
        "error" => VmState.Error,
        "deleted" => VmState.Deleted,
        _ => VmState.Other,
    };

    /// <summary>Most have none; these share one.</summary>
    static IReadOnlyDictionary<string, string> Texts(IReadOnlyDictionary<string, string>? texts) =>
        texts is { Count: > 0 } ? texts : FrozenDictionary<string, string>.Empty;
}

using System.Collections.Frozen;
using PolicyHa.Adapters.OpenStack.Segments;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>Nova's words for an instance, in ours.</summary>
static class InstanceReading
{
    public static Instance From(Server server, SegmentMap map)
    {
        var host = new HostName(server.Host ?? "");
        var flavor = server.Flavor;
        return new Instance(
            new InstanceId(server.Id),
            server.Name,
            host,
            server.TenantId,
            State(server.VmState),
            server.TaskState,
            Boot(server, map.Of(host, server.Zone ?? "")),
            new Flavor(flavor?.OriginalName ?? "", flavor?.Vcpus ?? 0, flavor?.Ram ?? 0, flavor?.Disk ?? 0)
            {
                ExtraDiskGiB = (flavor?.Ephemeral ?? 0) + (((flavor?.Swap ?? 0) + 1023) / 1024),
            })
        {
            Locked = server.Locked,
            Metadata = Texts(server.Metadata),
            Image = server.Image?.Id,
            ImageProperties = Texts(server.Image?.Properties),
            FlavorSpecs = Texts(flavor?.ExtraSpecs),
            HaByAggregate = map.AggregatesOf(host).AskForHa,
            ServerGroup = map.ServerGroupOf(server.Id),
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

    /// <summary>An ephemeral disk holds data too; swap does not.</summary>
    static BootSource Boot(Server server, FailoverSegment segment)
    {
        var isVolume = server.Image is { Id: null };
        if (isVolume && (segment.SharedStorage || server.Flavor is not { Ephemeral: > 0 }))
            return BootSource.Volume;
        return segment.SharedStorage ? BootSource.SharedDisk : BootSource.LocalDisk;
    }
}

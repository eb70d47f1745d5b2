using System.Collections.Frozen;
using PolicyHa.Adapters.OpenStack.Segments;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>Nova's words for an instance, in ours.</summary>
static class InstanceReading
{
    static readonly IReadOnlyDictionary<string, string> NoMetadata = FrozenDictionary<string, string>.Empty;

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
            new Flavor(flavor?.OriginalName ?? "", flavor?.Vcpus ?? 0, flavor?.Ram ?? 0, flavor?.Disk ?? 0))
        {
            Locked = server.Locked,
            Metadata = server.Metadata is { Count: > 0 } metadata ? metadata : NoMetadata,
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

    static BootSource Boot(Server server, FailoverSegment segment)
    {
        if (server.BootsFromVolume)
            return BootSource.Volume;
        return segment.SharedStorage ? BootSource.SharedDisk : BootSource.LocalDisk;
    }
}

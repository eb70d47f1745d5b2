using PolicyHa.Samples.Cloud.Nova;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>Reads the truth out of the world.</summary>
internal static class StateView
{
    public static CloudState Of(CloudWorld world, string? only = null)
    {
        IReadOnlyCollection<ComputeHost> hosts = only is null ? world.Hosts.Values : [world.HostNamed(only)];
        var servers = only is null ? world.Servers.Values : hosts.Single().ServersByRecord.AsEnumerable();
        return new CloudState(world.Now, [.. hosts.Select(h => Of(world, h))], [.. servers.Select(Of)]);
    }

    public static InstanceState Of(Server server) => new()
    {
        Id = server.Id,
        Name = server.Name,
        Host = server.Host.Name,
        Status = ServerStatus.Of(server),
        VmState = server.VmState,
        TaskState = server.TaskState,
        RunningOn = [.. server.RunningOn.Select(h => h.Name).Order(StringComparer.Ordinal)],
        WantedRunning = server.WantedRunning,
        Locked = server.Locked,
        LockedReason = server.LockedReason,
        Metadata = new Dictionary<string, string>(server.Metadata),
    };

    public static HostState Of(CloudWorld world, ComputeHost host) => new()
    {
        Name = host.Name,
        Zone = host.Zone,
        Rack = host.Plan.Rack,
        Power = host.PowerOn ? "on" : "off",
        System = host.Alive ? "up" : "down",
        NovaCompute = Word(host, host.NovaCompute),
        Libvirtd = Word(host, host.Libvirtd),
        NovaState = world.CountsAsUp(host) ? "up" : "down",
        NovaStatus = host.Service.Disabled ? "disabled" : "enabled",
        ForcedDown = host.Service.ForcedDown,
        NetworksCut = [.. host.NetworksCut.Select(CloudWorld.Name)],
        RunningGuests = [.. host.Guests.Where(g => g.Value).Select(g => g.Key.Name).Order(StringComparer.Ordinal)],
    };

    static string Word(ComputeHost host, Process process) =>
        !host.Alive || !process.Running ? "stopped" : process.Frozen ? "frozen" : "running";
}

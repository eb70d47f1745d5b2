using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Fencing.Devices;

/// <summary>
/// Switches hosts by the devices that are configured for them, whatever their kind. There is no circuit breaker on purpose: a needed fence is
/// always tried. Each call has its own time limit, so that a device that hangs keeps nobody but its own host waiting.
/// </summary>
sealed class DeviceFencing(FencingOptions options, HostLevels levels, HostPlaces places, IEnumerable<IDeviceKind> kinds) : IFencing
{
    readonly Dictionary<string, IDeviceKind> kinds = kinds.ToDictionary(k => k.Name);

    public void Know(IReadOnlyCollection<ComputeHost> hosts) => places.Know(hosts);

    public FenceTopology TopologyOf(HostName host) => levels.Of(host);

    public Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct) => Find(host, device) is { } found
        ? found.ReadAsync(ct)
        : Task.FromResult(new PowerReading(PowerState.Unknown, device, None(host, device)));

    public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
        SwitchAsync(host, device, PowerState.Off, context, ct);

    public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct) =>
        SwitchAsync(host, device, PowerState.On, context, ct);

    Task<ActionAnswer> SwitchAsync(HostName host, string device, PowerState wanted, ActionContext context, CancellationToken ct) =>
        Find(host, device) is { } found
            ? found.SwitchAsync(wanted, context, ct)
            : Task.FromResult<ActionAnswer>(new ActionAnswer.Refused(None(host, device), Retryable: false));

    IPowerDevice? Find(HostName host, string device) =>
        levels.IndexOf(host, device) is { } index ? kinds[options.Devices[index].Kind].Of(host, index) : null;

    static string None(HostName host, string device) => $"no fencing device {device} is configured for {host}";
}

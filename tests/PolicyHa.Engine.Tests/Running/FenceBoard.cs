using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Tests.Running;

/// <summary>Fencing devices that say what they are told to; on, where they are told nothing.</summary>
sealed class FenceBoard : IFencing
{
    public Dictionary<string, FenceTopology> Topologies { get; } = [];

    public Dictionary<(string Host, string Device), PowerState> Says { get; } = [];

    public HashSet<string> Hanging { get; } = [];

    public List<string> Asked { get; } = [];

    /// <summary>Every command that a device was given.</summary>
    public List<(string Device, PowerState Wanted, ActionContext Context)> Switched { get; } = [];

    /// <summary>These take every command and do nothing.</summary>
    public HashSet<string> Stuck { get; } = [];

    /// <summary>Told before each reading.</summary>
    public Func<Task>? OnRead { get; set; }

    /// <summary>Told after each command.</summary>
    public Action? OnSwitch { get; set; }

    public static FenceTopology Levels(params string[][] levels) =>
        new([.. levels.Select((devices, i) => new FenceLevel(i + 1, [.. devices.Select(d => new FenceDevice(d))], []))]);

    public FenceTopology TopologyOf(HostName host) => Topologies.GetValueOrDefault(host.Value, FenceTopology.Of("bmc"));

    public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct) => Switch(host, device, PowerState.Off, context);

    public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct) => Switch(host, device, PowerState.On, context);

    public async Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct)
    {
        if (OnRead is { } told)
            await told();
        Asked.Add(host.Value);
        if (Hanging.Contains(host.Value))
            return await new TaskCompletionSource<PowerReading>().Task;
        var says = Says.GetValueOrDefault((host.Value, device), PowerState.On);
        return new PowerReading(says, $"redfish {device}", says == PowerState.Unknown ? "HTTP 401" : $"{says}");
    }

    Task<ActionAnswer> Switch(HostName host, string device, PowerState wanted, ActionContext context)
    {
        Switched.Add((device, wanted, context));
        if (!Stuck.Contains(device))
            Says[(host.Value, device)] = wanted;
        OnSwitch?.Invoke();
        return Task.FromResult<ActionAnswer>(new ActionAnswer.Accepted(null));
    }
}

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

    public static FenceTopology Levels(params string[][] levels) =>
        new([.. levels.Select((devices, i) => new FenceLevel(i + 1, [.. devices.Select(d => new FenceDevice(d))], []))]);

    public FenceTopology TopologyOf(HostName host) => Topologies.GetValueOrDefault(host.Value, FenceTopology.Of("bmc"));

    public Task<ActionAnswer> PowerOffAsync(HostName host, string device, ActionContext context, CancellationToken ct) => throw new NotSupportedException();

    public Task<ActionAnswer> PowerOnAsync(HostName host, string device, ActionContext context, CancellationToken ct) => throw new NotSupportedException();

    public Task<PowerReading> ReadPowerAsync(HostName host, string device, CancellationToken ct)
    {
        Asked.Add(host.Value);
        if (Hanging.Contains(host.Value))
            return new TaskCompletionSource<PowerReading>().Task;
        var says = Says.GetValueOrDefault((host.Value, device), PowerState.On);
        return Task.FromResult(new PowerReading(says, $"redfish {device}", says == PowerState.Unknown ? "HTTP 401" : $"{says}"));
    }
}

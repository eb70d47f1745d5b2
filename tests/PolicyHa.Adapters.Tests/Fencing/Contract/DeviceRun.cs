using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Tests.OpenStack;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Fencing.Contract;

/// <summary>The adapter with one device, as production wires it.</summary>
sealed class DeviceRun : IAsyncDisposable
{
    public const string Name = "the-device";

    readonly ServiceProvider provider;

    public DeviceRun(FencingDeviceOptions device, string? agents = null)
    {
        device.Name = Name;
        var services = new ServiceCollection();
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        var options = new FencingOptions { Devices = [device] };
        options.AgentsDirectory = agents ?? options.AgentsDirectory;
        services.AddFencing(options);
        provider = services.BuildServiceProvider();
    }

    public LogCapture Log { get; } = new();

    public IFencing Fencing => provider.GetRequiredService<IFencing>();

    public Task<PowerReading> ReadAsync(string host) => Fencing.ReadPowerAsync(new(host), Name, default);

    public Task<ActionAnswer> OffAsync(string host) => Fencing.PowerOffAsync(new(host), Name, CloudRun.Context("inc-0123456789ab/1/fence"), default);

    public Task<ActionAnswer> OnAsync(string host) => Fencing.PowerOnAsync(new(host), Name, CloudRun.Context("inc-0123456789ab/1/switch-on"), default);

    /// <summary>Until the device says so; 20 s at most.</summary>
    public async Task UntilAsync(string host, PowerState state)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await ReadAsync(host)).State != state)
            await Task.Delay(50, limit.Token);
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}

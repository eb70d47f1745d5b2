using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Adapters.Tests.OpenStack;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud;

namespace PolicyHa.Adapters.Tests.Fencing;

/// <summary>The adapter as production wires it, against simulated BMCs over real HTTP or answers by hand.</summary>
sealed class BmcRun : IAsyncDisposable
{
    readonly ServiceProvider provider;

    BmcRun(FencingOptions options, HttpMessageHandler? stub = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddFencing(options);
        if (stub is not null)
            services.AddHttpClient(DeviceHttp.ClientName(0)).ConfigurePrimaryHttpMessageHandler(() => stub);
        provider = services.BuildServiceProvider();
    }

    public SimulatedCloud Cloud { get; private init; } = null!;

    public LogCapture Log { get; } = new();

    public IFencing Fencing => provider.GetRequiredService<IFencing>();

    public static async Task<BmcRun> StartAsync(Action<FencingDeviceOptions>? change = null)
    {
        var cloud = await SimulatedCloud.StartAsync(CloudRun.Quick);
        return new(OneDevice(cloud.Addresses.BmcUrl + "/{host}", change)) { Cloud = cloud };
    }

    public static BmcRun With(
        Func<HttpRequestMessage, HttpResponseMessage> answer, Action<FencingDeviceOptions>? change = null, TimeProvider? clock = null) =>
        new(OneDevice("https://{host}.bmc.test", change), new Stub(answer), clock);

    public Task<ActionAnswer> PowerOffAsync(string host) =>
        Fencing.PowerOffAsync(new(host), "device-1", CloudRun.Context("inc-0123456789ab/1/fence"), default);

    public Task<PowerReading> ReadAsync(string host) => Fencing.ReadPowerAsync(new(host), "device-1", default);

    /// <summary>The service stops; the cloud goes on.</summary>
    public ValueTask StopAsync() => provider.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Cloud is not null)
            await Cloud.DisposeAsync();
    }

    static FencingOptions OneDevice(string address, Action<FencingDeviceOptions>? change)
    {
        var device = new FencingDeviceOptions
        {
            Hosts = ["compute-*"],
            Address = address,
            Username = "admin",
            Password = "password",
            Timeout = TimeSpan.FromSeconds(5),
        };
        change?.Invoke(device);
        return new FencingOptions { Devices = [device] };
    }

    sealed class Stub(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) =>
            Task.FromResult(answer(request));
    }
}

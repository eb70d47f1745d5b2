using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PolicyHa.Samples.Cloud.Agents;
using PolicyHa.Samples.Cloud.Alerts;
using PolicyHa.Samples.Cloud.Control;
using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.Fleet;
using PolicyHa.Samples.Cloud.Kafka;
using PolicyHa.Samples.Cloud.Keystone;
using PolicyHa.Samples.Cloud.Nova;
using PolicyHa.Samples.Cloud.Placement;
using PolicyHa.Samples.Cloud.Redfish;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud;

/// <summary>An OpenStack, its hosts with their BMCs and agents, and a Kafka broker: the outside world over real HTTP
/// and TCP on loopback. Everything it does it can also be made to do wrong.</summary>
public sealed partial class SimulatedCloud : IAsyncDisposable
{
    readonly WebApplication app;
    readonly CloudWorld world;
    readonly KafkaSide kafka;
    readonly FaultBook faults = new();
    readonly AlertBox alerts = new();
    MonitorLoop? monitors;

    SimulatedCloud(CloudOptions options)
    {
        Options = options;
        world = new CloudWorld(options, options.Fleet ?? NamedFleet.Create());
        kafka = new KafkaSide(options.Kafka, options.Clock);
        Identity = new Identity(world);
        app = Build();
    }

    public CloudOptions Options { get; }

    /// <summary>Where everything is.</summary>
    public CloudAddresses Addresses { get; private set; } = null!;

    public Uri BaseUrl => new(Addresses.BaseUrl);

    /// <summary>The Keystone URL a client is configured with.</summary>
    public Uri AuthUrl => new(Addresses.AuthUrl);

    internal Identity Identity { get; }

    public Uri BmcUrl(string host) => new($"{Addresses.BmcUrl}/{host}");

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SimulatedCloud> StartAsync(CloudOptions? options = null, CancellationToken ct = default)
    {
        var cloud = new SimulatedCloud(options ?? new CloudOptions());
        try
        {
            await cloud.app.StartAsync(ct);
            cloud.Addresses = cloud.ReadAddresses();
            cloud.monitors = cloud.Options.Monitors ? new MonitorLoop(cloud.world, cloud.kafka.Producer) : null;
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (monitors is not null)
        {
            await monitors.DisposeAsync();
        }

        await app.DisposeAsync();
        kafka.Dispose();
    }

    CloudAddresses ReadAddresses()
    {
        var server = app.Services.GetRequiredService<IServer>();
        var url = server.Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new CloudAddresses(url, url + "/identity/v3", url + "/compute/v2.1", url + "/placement", url + "/bmc",
            url + "/agents", kafka.Bootstrap, Environment.ProcessId);
    }

    WebApplication Build()
    {
        // Empty: no configuration files are read or watched, and signals are left to whoever owns the process.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls($"http://127.0.0.1:{Options.Port}");
        // A hanging BMC must not hold the end up.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        builder.Services.AddRouting().AddSingleton<IHostLifetime, NoLifetime>().AddSingleton(world)
            .AddSingleton(Identity).AddSingleton(kafka).AddSingleton(faults).AddSingleton(alerts)
            .AddSingleton(_ => Addresses);
        var built = builder.Build();
        built.UseMiddleware<FaultMiddleware>();
        KeystoneApi.Map(built);
        NovaApi.Map(built);
        PlacementApi.Map(built);
        RedfishApi.Map(built);
        HostAgentApi.Map(built);
        AlertReceivers.Map(built);
        ControlApi.Map(built);
        return built;
    }
}

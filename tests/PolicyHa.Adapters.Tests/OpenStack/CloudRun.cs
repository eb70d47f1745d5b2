using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyHa.Adapters.OpenStack;
using PolicyHa.Adapters.OpenStack.Capacity;
using PolicyHa.Adapters.OpenStack.Compute;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud;

namespace PolicyHa.Adapters.Tests.OpenStack;

/// <summary>The adapter as production wires it, against a simulated cloud over real HTTP.</summary>
sealed class CloudRun : IAsyncDisposable
{
    readonly ServiceProvider provider;

    CloudRun(SimulatedCloud cloud, Action<OpenStackOptions> change, Action<IServiceCollection> replace)
    {
        Cloud = cloud;
        var options = new OpenStackOptions
        {
            AuthUrl = cloud.AuthUrl.ToString(),
            ApplicationCredentialId = "policyha-app",
            ApplicationCredentialSecret = "policyha-secret",
        };
        change(options);
        var services = new ServiceCollection();
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        replace(services);
        services.AddOpenStack(options);
        // Added last, so it is the innermost handler: it sees each attempt as it goes out.
        services.AddHttpClient(NovaClient.HttpName).AddHttpMessageHandler(() => new Tap(Calls, Tokens));
        services.AddHttpClient(PlacementClient.HttpName).AddHttpMessageHandler(() => new Tap(PlacementCalls, Tokens));
        provider = services.BuildServiceProvider();
    }

    public SimulatedCloud Cloud { get; }

    public LogCapture Log { get; } = new();

    /// <summary>Method and path with query of every call to Nova.</summary>
    public CallList Calls { get; } = new();

    /// <summary>The same of calls to Placement.</summary>
    public CallList PlacementCalls { get; } = new();

    /// <summary>The tokens they carried.</summary>
    public CallList Tokens { get; } = new();

    public IComputeControl Compute => provider.GetRequiredService<IComputeControl>();

    public ITopologyReader Topology => provider.GetRequiredService<ITopologyReader>();

    public IServiceRestart Restart => provider.GetRequiredService<IServiceRestart>();

    /// <summary>Quick, where waiting teaches nothing.</summary>
    public static CloudOptions Quick { get; } = new()
    {
        Kafka = false,
        EvacuateTime = TimeSpan.FromMilliseconds(300),
        MigrateTime = TimeSpan.FromMilliseconds(300),
        PowerOffTime = TimeSpan.FromMilliseconds(200),
    };

    public static async Task<CloudRun> StartAsync(
        CloudOptions? cloud = null,
        Action<OpenStackOptions>? options = null,
        Action<IServiceCollection>? services = null) =>
        new(await SimulatedCloud.StartAsync(cloud ?? Quick), options ?? (_ => { }), services ?? (_ => { }));

    public static ProofOfDeath Proof(string host) =>
        new ProofOfDeath.PersonConfirmed(new HostName(host), "alice", DateTimeOffset.UnixEpoch);

    public static ActionContext Context(string step = "inc-0123456789ab/1/evacuate/x") =>
        new(new IncidentId("inc-0123456789ab"), new StepId(step), Epoch: 7);

    public InstanceId IdOf(string name) => new(Cloud.Instance(name).Id.ToString());

    /// <summary>Power off, and Nova told so.</summary>
    public async Task LoseAsync(string host)
    {
        Cloud.Kill(host);
        Assert.IsType<ActionAnswer.Accepted>(await Compute.ForceDownAsync(new(host), Proof(host), Context(), default));
    }

    public Task<ActionAnswer> EvacuateAsync(string name, string from = "compute-1") =>
        Compute.EvacuateAsync(IdOf(name), null, Proof(from), Context(), default);

    public Task<MoveReport> ReadMoveAsync(
        string name, string from = "compute-1", MoveKind kind = MoveKind.Evacuation, long after = 0) =>
        Compute.ReadMoveAsync(IdOf(name), new(from), kind, after, default);

    public async Task<MoveReport> MoveEndedAsync(
        string name, string from = "compute-1", MoveKind kind = MoveKind.Evacuation)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var report = await ReadMoveAsync(name, from, kind);
            if (report.State is MoveState.Failed || report is { State: MoveState.Done, TaskState: null })
                return report;
            await Task.Delay(20, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await Cloud.DisposeAsync();
    }

    sealed class Tap(CallList calls, CallList tokens) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            calls.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
            tokens.Add(request.Headers.GetValues("X-Auth-Token").Single());
            return base.SendAsync(request, ct);
        }
    }
}

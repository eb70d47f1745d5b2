using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Api.Tests.EndToEnd;

/// <summary>A simulated cloud, and a service of its own process that looks after it.</summary>
sealed class RunningCloud : IAsyncDisposable
{
    RunningCloud(SimulatedCloud cloud) => Cloud = cloud;

    public SimulatedCloud Cloud { get; }

    public ServiceProcess Service { get; } = new();

    public static async Task<RunningCloud> StartAsync(bool monitors)
    {
        var running = new RunningCloud(await SimulatedCloud.StartAsync(new CloudOptions
        {
            Monitors = monitors,
            // A service that was killed right after its power-off is back while the host is still on, and must not repeat it.
            PowerOffTime = TimeSpan.FromSeconds(2),
            EvacuateTime = TimeSpan.FromSeconds(1),
        }));
        try
        {
            running.StartService();
            await running.Service.UntilReadyAsync();
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public void StartService() => Service.Start(ServiceConfiguration.For(Cloud, Service));

    /// <summary>Waits for a moment of the recovery of a host.</summary>
    public Task UntilAsync(Moment moment, string host) => moment switch
    {
        Moment.IncidentOpened => Service.UntilHistoryAsync("incident", "opened", host),
        Moment.PowerOffSent => UntilAudited(AuditKind.PowerOffCommanded),
        Moment.HostProvenOff => Service.UntilHistoryAsync("proof", "proven", host),
        _ => UntilAudited(AuditKind.EvacuationAccepted),
    };

    public async Task UntilClosedAsync(string host)
    {
        try
        {
            await Service.UntilHistoryAsync("incident", "closed", host);
        }
        catch (TimeoutException e)
        {
            var history = await Service.Api.GetStringAsync($"/v1/history?host={host}&limit=1000");
            var audit = string.Join('\n', Cloud.Audit().Events.Select(a => $"{a.At:O} {a.Text}"));
            throw new TimeoutException($"{e.Message}\nIts history: {history}\nThe cloud's audit:\n{audit}", e);
        }
    }

    /// <summary>The cloud knows what really happened to a host and its guests.</summary>
    public async Task AssertRecoveredOnceAsync(string host, IReadOnlyList<string> evacuated)
    {
        var audit = Cloud.Audit();
        Assert.Empty(audit.Violations);
        Assert.Equal([host], audit.Events.Where(e => e.Kind is AuditKind.PowerOffCommanded).Select(e => e.Host));
        var accepted = audit.Events.Where(e => e.Kind is AuditKind.EvacuationAccepted)
            .Select(e => Cloud.Instance(e.Instance!.Value.ToString()).Name);
        Assert.Equal(evacuated.Order(), accepted.Order());
        Assert.All(evacuated, name => Assert.NotEqual(host, Assert.Single(Cloud.Instance(name).RunningOn)));
        Assert.Single(await Service.HistoryAsync("incident", "opened", host));
        Assert.Single(await Service.HistoryAsync("incident", "closed", host));
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Cloud.DisposeAsync();
    }

    Task UntilAudited(AuditKind kind) => Service.UntilAsync(() => Cloud.Audit().Count(kind) > 0, $"{kind} in the cloud's audit");
}

using PolicyHa.Adapters.OpenStack;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

/// <summary>A host of the simulated cloud with its agent, asked by HTTP.</summary>
public sealed class AgentHome : RestartHome
{
    CloudRun run = null!;
    ServiceRestartOptions hook = null!;

    public override IServiceRestart Restart => run.Restart;

    public override HostName Host => new("compute-1");

    public override IReadOnlyList<string> Asked =>
    [
        .. run.Cloud.Audit().Events.Where(e => e.Kind == AuditKind.ServiceStarted && e.Host == Host.Value)
            .Select(e => e.Text.Split(' ')[0]),
    ];

    public override async Task StartAsync() => run = await CloudRun.StartAsync(options: options =>
    {
        hook = options.ServiceRestart;
        hook.Url = options.AuthUrl.Replace("/identity/v3", "/agents/{host}/restart", StringComparison.Ordinal);
    });

    public override void CutOff() => run.Cloud.Kill(Host.Value);

    public override void Forbid() => run.Cloud.Inject(new(ApiArea.Agents, ApiFaultKind.Error) { Status = 403 });

    public override void FallSilent()
    {
        hook.Timeout = TimeSpan.FromSeconds(2);
        run.Cloud.Inject(new(ApiArea.Agents, ApiFaultKind.Slow) { Delay = TimeSpan.FromMinutes(5) });
    }

    /// <summary>The hook's limit is a real one.</summary>
    public override void RunOutOfTime()
    {
    }

    public override ValueTask DisposeAsync() => run.DisposeAsync();
}

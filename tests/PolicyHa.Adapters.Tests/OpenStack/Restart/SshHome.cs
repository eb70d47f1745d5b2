using PolicyHa.Adapters.OpenStack.HostServices;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

/// <summary>This machine as a host, asked by ssh.</summary>
public sealed class SshHome : RestartHome
{
    readonly PressedClock clock = new();
    SshDaemon daemon = null!;
    IServiceRestart restart = null!;

    public override IServiceRestart Restart => restart;

    public override HostName Host => SshDaemon.Host;

    public override IReadOnlyList<string> Asked => [.. daemon.Asked.Select(a => a.Split(' ')[^1])];

    public override async Task StartAsync()
    {
        daemon = await SshDaemon.StartAsync();
        restart = new SshServiceRestart(daemon.Options(), clock);
    }

    public override void CutOff() => daemon.Stop();

    public override void Forbid() => daemon.Say("fail", "Job for nova-compute.service failed.");

    public override void FallSilent() => daemon.Say("hang");

    public override void RunOutOfTime() => clock.Press();

    public override ValueTask DisposeAsync() => daemon.DisposeAsync();
}

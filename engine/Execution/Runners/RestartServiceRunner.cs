using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Restarts nova-compute or libvirtd on a live host; the host's own signal says whether it helped.</summary>
public sealed class RestartServiceRunner(IServiceRestart services, ClusterState state, ExecutionOptions options) : IStepRunner
{
    const string SentAt = "sent-at";

    public StepKind Kind => StepKind.RestartService;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var (host, service) = (scene.Step.Host, scene.Step.Argument!);
        var signal = service == "libvirtd" ? Signal.Libvirt : Signal.NovaCompute;
        if (state.Board.SignalsOf(host)[signal].Status == SignalStatus.Up)
            return new StepOutcome.Done($"{service} on {host} is up");
        if (!services.CanRestart(host))
            return new StepOutcome.Failed($"no way to restart services on {host} is configured", false);
        if (scene.TimedOut)
            return new StepOutcome.Failed($"{service} not up {Policies.Durations.Text(scene.Step.Timeout)} after its restart", true);
        if (scene.Step.Memo.Time(SentAt) is not null)
            return new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
        return await scene.AskAsync("restart-service", services.RestartAsync(host, service, scene.Context, ct), service) switch
        {
            ActionAnswer.Refused refused => new StepOutcome.Failed(refused.Reason, refused.Retryable),
            _ => new StepOutcome.Pending(options.MovePoll, scene.Step.Memo.With(SentAt, scene.Now)),
        };
    }
}

using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Keeps Nova from placing anything more on a host that was taken, so that it is a reserved one again. What runs there stays.</summary>
public sealed class ReleaseHostRunner(IComputeControl compute, ExecutionOptions options) : IStepRunner
{
    /// <summary>What Nova is told, after our own mark.</summary>
    const string Reason = "reserved";

    public StepKind Kind => StepKind.ReleaseHost;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var host = scene.Step.Host;
        var missing = "Nova does not show it as disabled";
        try
        {
            if (await compute.ReadHostAsync(host, ct) is not { } known)
                return new StepOutcome.Failed($"Nova has no {host}", false);
            if (known.Disabled)
                return new StepOutcome.Done("it is reserved again");
            if (await scene.AskAsync("disable", compute.DisableAsync(host, Reason, scene.Context, ct)) is ActionAnswer.Refused refused)
                return new StepOutcome.Failed(refused.Reason, refused.Retryable);
            if (await compute.ReadHostAsync(host, ct) is { Disabled: true })
                return new StepOutcome.Done("it is reserved again");
        }
        catch (OutsideUnavailableException e)
        {
            missing = e.Message;
        }

        return scene.TimedOut ? new StepOutcome.Failed(missing, true) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
    }
}

using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Takes back that a host is dead, and waits until Nova sees its nova-compute up. Nothing is placed there yet.</summary>
public sealed class ClearForcedDownRunner(IComputeControl compute, ExecutionOptions options) : IStepRunner
{
    public StepKind Kind => StepKind.ClearForcedDown;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var host = scene.Step.Host;
        var missing = "Nova does not see its nova-compute up";
        try
        {
            if (await compute.ReadHostAsync(host, ct) is not { } known)
                return new StepOutcome.Failed($"Nova has no {host}", false);
            if (known is { ForcedDown: false, Up: true })
                return new StepOutcome.Done("Nova sees its nova-compute up");
            if (known.ForcedDown
                && await scene.AskAsync("clear-forced-down", compute.ClearForcedDownAsync(host, scene.Context, ct)) is ActionAnswer.Refused refused)
                return new StepOutcome.Failed(refused.Reason, refused.Retryable);
        }
        catch (OutsideUnavailableException e)
        {
            missing = e.Message;
        }

        return scene.TimedOut ? new StepOutcome.Failed(missing, true) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
    }
}

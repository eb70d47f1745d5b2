using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Keeps Nova from placing instances on a host that is to be worked on. What a person has disabled stays as it is.</summary>
public sealed class DisableRunner(IComputeControl compute, ExecutionOptions options) : IStepRunner
{
    public StepKind Kind => StepKind.Disable;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var host = scene.Step.Host;
        var missing = "Nova does not show it as disabled";
        try
        {
            if (await compute.ReadHostAsync(host, ct) is not { } known)
                return new StepOutcome.Failed($"Nova has no {host}", false);
            if (known.Disabled)
                return new StepOutcome.Done($"Nova has it disabled: {known.DisabledReason ?? "no reason given"}");
            if (await scene.AskAsync("disable", compute.DisableAsync(host, ComputeHost.ForWork + scene.Step.Argument, scene.Context, ct))
                is ActionAnswer.Refused refused)
                return new StepOutcome.Failed(refused.Reason, refused.Retryable);
            if (await compute.ReadHostAsync(host, ct) is { Disabled: true })
                return new StepOutcome.Done("Nova has it disabled");
        }
        catch (OutsideUnavailableException e)
        {
            missing = e.Message;
        }

        return scene.TimedOut ? new StepOutcome.Failed(missing, true) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
    }
}

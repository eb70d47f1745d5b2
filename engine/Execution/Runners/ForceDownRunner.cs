using System.Collections.Frozen;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Tells the cloud that a proven-dead host is down, so that it lets go of its instances at once.</summary>
public sealed class ForceDownRunner(IComputeControl compute, ProofCheck proofs, ExecutionOptions options) : IStepRunner
{
    public StepKind Kind => StepKind.ForceDown;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var host = scene.Step.Host;
        try
        {
            if (await compute.IsForcedDownAsync(host, ct))
                return new StepOutcome.Done("Nova has it forced down and disabled");
            if (!await proofs.StandsAsync(scene, ct))
                return NotYet(scene, "its proof of death does not stand");
            var answer = await scene.AskAsync("force-down", compute.ForceDownAsync(host, scene.Proof, scene.Context, ct));
            if (answer is ActionAnswer.Refused refused)
                return new StepOutcome.Failed(refused.Reason, refused.Retryable);
            if (await compute.IsForcedDownAsync(host, ct))
                return new StepOutcome.Done("Nova has it forced down and disabled");
        }
        catch (OutsideUnavailableException e)
        {
            if (scene.TimedOut)
                return new StepOutcome.Failed(e.Message, true);
        }

        return NotYet(scene, "Nova does not show it as forced down");
    }

    StepOutcome NotYet(StepScene scene, string missing) =>
        scene.TimedOut ? new StepOutcome.Failed(missing, true) : new StepOutcome.Pending(options.MovePoll, FrozenDictionary<string, string>.Empty);
}

using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Lets Nova place instances on a host again, if it was we who forbade it. After a recovery its signals count again from then on; after
/// mere work it is given up as soon as the host is to be recovered itself, and waits for evacuations of a recovery that a person has ended by hand.
/// </summary>
public sealed class EnableRunner(IComputeControl compute, ClusterState state, ExecutionOptions options) : IStepRunner
{
    public StepKind Kind => StepKind.Enable;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var host = scene.Step.Host;

        if (IsGivenUp(scene))
            return GivenUp(host);
        var missing = "Nova does not show it as enabled";
        try
        {
            if (await compute.ReadHostAsync(host, ct) is not { } known)
                return new StepOutcome.Failed($"Nova has no {host}", false);
            if (!known.Disabled)
                return new StepOutcome.Done("Nova has it enabled");
            if (!ComputeHost.IsOurs(known.DisabledReason))
                return new StepOutcome.Skipped($"somebody else has disabled it: {known.DisabledReason ?? "no reason given"}");
            if (state.Book.WasFenced(host) && (await compute.ReadEvacuationsLeftAsync(host, ct)).UnderWay is > 0 and var left)
                return NotYet(scene, $"{left} evacuations from it are still under way");
            if (IsGivenUp(scene))
                return GivenUp(host);                   // it may have failed while Nova was long in answering
            if (await scene.AskAsync("enable", compute.EnableAsync(host, scene.Context, ct)) is ActionAnswer.Refused refused)
                return new StepOutcome.Failed(refused.Reason, refused.Retryable);
            if (await compute.ReadHostAsync(host, ct) is { Disabled: false })
                return new StepOutcome.Done("Nova has it enabled");
        }
        catch (OutsideUnavailableException e)
        {
            missing = e.Message;
        }

        return NotYet(scene, missing);
    }

    StepOutcome NotYet(StepScene scene, string missing) =>
        scene.TimedOut ? new StepOutcome.Failed(missing, true) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);

    /// <summary>Given up, for the recovery is not over while this waits; asked again and again: Nova may have been away since this began.</summary>
    bool IsGivenUp(StepScene scene) => scene.Plan.Strength == PlanStrength.Maintain && state.Book.IsBeingRecovered(scene.Step.Host);

    static StepOutcome.Failed GivenUp(HostName host) => new($"{host} is being recovered: whether it is given back is decided after that", false);
}

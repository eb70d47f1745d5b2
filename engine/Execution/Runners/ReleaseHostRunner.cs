using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Keeps Nova from placing anything more on a host that was taken, so that it is a reserved one again. What runs there stays.</summary>
public sealed class ReleaseHostRunner(IComputeControl compute, ReservedAggregates aggregates, ClusterState state, ExecutionOptions options) : IStepRunner
{
    /// <summary>What Nova is told, after our own mark.</summary>
    const string Reason = "reserved";

    public StepKind Kind => StepKind.ReleaseHost;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var host = scene.Step.Host;
        if (state.Book.ReservationOf(host) is { SettledAt: null } taken)
            return new StepOutcome.Skipped($"taken again, for {taken.For}");
        var missing = "Nova does not show it as disabled";
        try
        {
            if (await compute.ReadHostAsync(host, ct) is not { } known)
                return new StepOutcome.Failed($"Nova has no {host}", false);
            if (known.Disabled)
                return await LeaveAsync(scene, ct);
            if (await scene.AskAsync("disable", compute.DisableAsync(host, Reason, scene.Context, ct)) is ActionAnswer.Refused refused)
                return new StepOutcome.Failed(refused.Reason, refused.Retryable);
            if (await compute.ReadHostAsync(host, ct) is { Disabled: true })
                return await LeaveAsync(scene, ct);
        }
        catch (OutsideUnavailableException e)
        {
            missing = e.Message;
        }

        return NotYet(scene, missing);
    }

    /// <summary>An aggregate that Nova keeps it in, for the zone of what runs there, does not keep it from being reserved: that is said.</summary>
    async Task<StepOutcome> LeaveAsync(StepScene scene, CancellationToken ct) => await aggregates.LeaveAsync(scene, scene.Step.Host, ct) switch
    {
        null => new StepOutcome.Done("it is reserved again"),
        ({ } why, true) => NotYet(scene, why),
        ({ } why, false) => new StepOutcome.Done($"it is reserved again; it stays in an aggregate that it joined, take it out by hand: {why}"),
    };

    StepOutcome NotYet(StepScene scene, string missing) =>
        scene.TimedOut ? new StepOutcome.Failed(missing, true) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
}

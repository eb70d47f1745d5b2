using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Sees that a fenced host may come back: every evacuation from it is settled, and its nova-compute has run since, because it has
/// removed the copies of what now runs elsewhere.
/// </summary>
public sealed class CheckReturnRunner(IComputeControl compute, ClusterState state, ExecutionOptions options) : IStepRunner
{
    /// <summary>A dump may go on after its last message was heard: so long after it nothing is trusted. 60 s.</summary>
    static readonly TimeSpan AfterKdump = TimeSpan.FromSeconds(60);

    public StepKind Kind => StepKind.CheckReturn;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var host = scene.Step.Host;
        if (!state.Board.SignalsOf(host).AllUp)
            return new StepOutcome.Failed($"{host} is not well any more", false);
        if (state.Kdump.LastOf(host) is { } dumped && scene.Now - dumped < AfterKdump)
            return new StepOutcome.Pending(dumped + AfterKdump - scene.Now, scene.Step.Memo);
        string missing;
        try
        {
            var left = await compute.ReadEvacuationsLeftAsync(host, ct);
            var evacuated = state.Book.Mark(host)?.Evacuated ?? [];
            var found = await compute.InstancesOnAsync(host, ct);
            if (left is { UnderWay: 0, NotCleaned: 0 } && !found.Any(i => evacuated.Contains(i.Id) && i.TaskState is not null))
                return new StepOutcome.Done($"every evacuation from it is settled, no old copy is left; {found.Count} instances on it");
            missing = left.UnderWay > 0
                ? $"{left.UnderWay} evacuations from it are still under way"
                : $"nova-compute has not removed the old copies of {left.NotCleaned} evacuated instances; is it started?";
        }
        catch (OutsideUnavailableException e)
        {
            missing = e.Message;
        }

        return scene.TimedOut ? new StepOutcome.Failed(missing, true) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
    }
}

using System.Globalization;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Reads back, when all evacuations are over, what the cloud still has on the dead host. What came there since the survey is
/// evacuated too; what should have left and has not is never called recovered.
/// </summary>
public sealed class VerifyRunner(IComputeControl compute, DeadHostSteps deadHost, ExecutionOptions options) : IStepRunner
{
    /// <summary>So often instances may turn up on a host that is forced down and disabled before a person must look.</summary>
    const int RoundsMax = 5;

    public StepKind Kind => StepKind.Verify;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        try
        {
            return Judge(scene, await compute.InstancesOnAsync(scene.Step.Host, ct));
        }
        catch (OutsideUnavailableException e)
        {
            return scene.TimedOut ? new StepOutcome.Failed(e.Message, true) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
        }
    }

    StepOutcome Judge(StepScene scene, IReadOnlyList<Instance> found)
    {
        var host = scene.Step.Host;
        var isProtected = deadHost.Protected(scene, found);
        var done = scene.Plan.Steps.Where(s => s is { Kind: StepKind.Evacuate, State: StepState.Done }).Select(s => s.Instance!.Value).ToHashSet();
        var notGone = isProtected.Where(w => done.Contains(w.Instance.Id)).Select(w => w.Instance.Name).ToList();
        if (notGone.Count > 0)
        {
            return scene.TimedOut
                ? new StepOutcome.Failed($"on {host} again or still: {string.Join(", ", notGone)}", false)
                : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
        }

        var unplanned = DeadHostSteps.Unplanned(scene, isProtected);
        if (unplanned.Count == 0)
        {
            var apart = deadHost.Gathering(scene);
            var left = isProtected.Count == 0 ? $"nothing protected is left on {host}" : $"left on {host}: {Names(isProtected)}";
            return new StepOutcome.Done(apart.Count == 0 ? left : $"{left}; {string.Join(", ", apart.Select(s => s.InstanceName))} must follow their group") { NewSteps = apart };
        }

        var round = int.Parse(scene.Step.Argument ?? "1", CultureInfo.InvariantCulture);
        if (round == RoundsMax)
            return new StepOutcome.Failed($"instances keep coming to {host}: {Names(unplanned)}", false);
        var steps = deadHost.Evacuations(scene, unplanned, found);
        return new StepOutcome.Done($"came to {host} since it was surveyed: {Names(unplanned)}")
        {
            NewSteps = [.. steps, deadHost.VerifyAgain(scene, steps[^1].Number + 1, round + 1)],
        };
    }

    static string Names(IReadOnlyList<InstanceWish> wishes) => string.Join(", ", wishes.Select(w => w.Instance.Name));
}

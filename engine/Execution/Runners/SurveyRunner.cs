using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Reads afresh what the cloud has on the dead host. The plan was made from memory: instances that came since are added,
/// those that went are dropped.
/// </summary>
public sealed class SurveyRunner(IComputeControl compute, DeadHostSteps deadHost, ExecutionOptions options) : IStepRunner
{
    public StepKind Kind => StepKind.Survey;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        try
        {
            var found = await compute.InstancesOnAsync(scene.Step.Host, ct);
            return Reconcile(scene, found);
        }
        catch (OutsideUnavailableException e)
        {
            return scene.TimedOut
                ? new StepOutcome.Failed(e.Message, true)
                : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
        }
    }

    StepOutcome.Done Reconcile(StepScene scene, IReadOnlyList<Instance> found)
    {
        var present = found.Select(i => i.Id).ToHashSet();
        var gone = scene.Plan.Steps.Where(s => s is { Kind: StepKind.Evacuate, State: StepState.Waiting } && !present.Contains(s.Instance!.Value))
            .ToDictionary(s => s.Number, _ => $"not on {scene.Step.Host} any more");
        var wishes = deadHost.Protected(scene, found);
        var steps = deadHost.Evacuations(scene, DeadHostSteps.Unplanned(scene, wishes), found);
        var lossy = wishes.Where(w => w.LosesLocalDisk).Select(w => w.Instance.Name).ToList();
        var left = wishes.Where(w => w.WhyNotEvacuate is not null).Select(w => $"{w.Instance.Name} ({w.WhyNotEvacuate})").ToList();
        var added = steps.Count(s => s.Kind == StepKind.Evacuate);
        return new StepOutcome.Done(Evidence(found.Count, wishes.Count, added, gone.Count, lossy, left))
        {
            NewSteps = steps,
            NotNeeded = gone,
        };
    }

    static string Evidence(int found, int isProtected, int added, int gone, List<string> lossy, List<string> left) =>
        $"{found} instances on the host, {isProtected} protected"
        + (added > 0 ? $", {added} more than planned" : "")
        + (gone > 0 ? $", {gone} gone since" : "")
        + (lossy.Count > 0 ? $", local disks made anew: {string.Join(", ", lossy)}" : "")
        + (left.Count > 0 ? $", left: {string.Join("; ", left)}" : "");
}

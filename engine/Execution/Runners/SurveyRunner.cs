using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Reads afresh what the cloud has on the dead host. The plan was made from memory: instances that came since are added,
/// those that went are dropped.
/// </summary>
public sealed class SurveyRunner(
    IComputeControl compute, ClusterState state, PolicyHolder policies, DecisionOptions decisions, ExecutionOptions options) : IStepRunner
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
        var planned = scene.Plan.Steps.Where(s => s.Kind == StepKind.Evacuate).ToDictionary(s => s.Instance!.Value);
        var present = found.Select(i => i.Id).ToHashSet();
        var gone = planned.Values.Where(s => !present.Contains(s.Instance!.Value) && s.State == StepState.Waiting)
            .ToDictionary(s => s.Number, _ => $"not on {scene.Step.Host} any more");
        var host = state.Fleet.Host(scene.Step.Host);
        var classes = (policies.Find(scene.Plan.Policy) ?? policies.Current).Classes;       // the plan finishes as it was meant
        var wishes = found.Select(i => new InstanceWish(i, classes.Classify(i, host), null))
            .Where(w => w.Class.Class != InstanceClass.None && w.Instance.State != VmState.Deleted).ToList();
        var steps = StepsFor(scene, wishes.Where(w => !planned.ContainsKey(w.Instance.Id) && w.WhyNotEvacuate is null), found);
        var left = wishes.Where(w => w.WhyNotEvacuate is not null).Select(w => $"{w.Instance.Name} ({w.WhyNotEvacuate})").ToList();
        var added = steps.Count(s => s.Kind == StepKind.Evacuate);
        return new StepOutcome.Done(Evidence(found.Count, wishes.Count, added, gone.Count, left))
        {
            NewSteps = steps,
            NotNeeded = gone,
        };
    }

    IReadOnlyList<PlanStep> StepsFor(StepScene scene, IEnumerable<InstanceWish> added, IReadOnlyList<Instance> found)
    {
        var known = found.Select(i => i.Id).ToHashSet();
        var groups = HaGroups.Of(found.Concat(state.Fleet.Instances.Where(i => !known.Contains(i.Id))));
        var waits = scene.Plan.Steps.Where(s => s.Kind == StepKind.Wait).Select(s => KeyValuePair.Create(HaGroup.Parse(s.Argument!), s.Number));
        return new EvacuationSteps(
            scene.Plan.Id, scene.Step.Host, scene.Step.Number, scene.Plan.Steps.Max(s => s.Number), groups, decisions, waits)
            .Of(RecoveryOrder.Of(added, groups));
    }

    static string Evidence(int found, int isProtected, int added, int gone, List<string> left) =>
        $"{found} instances on the host, {isProtected} protected"
        + (added > 0 ? $", {added} more than planned" : "")
        + (gone > 0 ? $", {gone} gone since" : "")
        + (left.Count > 0 ? $", left: {string.Join("; ", left)}" : "");
}

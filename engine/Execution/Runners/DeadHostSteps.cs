using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>What the cloud has on a dead host against what the plan does about it.</summary>
public sealed class DeadHostSteps(ClusterState state, PolicyHolder policies, DecisionOptions decisions)
{
    /// <summary>The protected ones, classified as the plan's own policy does: it finishes as it was meant.</summary>
    public IReadOnlyList<InstanceWish> Protected(StepScene scene, IReadOnlyList<Instance> found)
    {
        var host = state.Fleet.Host(scene.Step.Host);
        var classes = PolicyOf(scene).Classes;
        return [.. found.Select(i => new InstanceWish(i, classes.Classify(i, host), null))
            .Where(w => w.Class.Class != InstanceClass.None && w.Instance.State != VmState.Deleted)];
    }

    /// <summary>Those that the plan knows nothing of and that can be evacuated.</summary>
    public static IReadOnlyList<InstanceWish> Unplanned(StepScene scene, IReadOnlyList<InstanceWish> isProtected)
    {
        var planned = scene.Plan.Steps.Where(s => s.Kind == StepKind.Evacuate).Select(s => s.Instance!.Value).ToHashSet();
        return [.. isProtected.Where(w => !planned.Contains(w.Instance.Id) && w.WhyNotEvacuate is null)];
    }

    /// <summary>What an evacuation rests on: the step of the scene, or, where some are taken, the last reserved host.</summary>
    static int ReadyIn(StepScene scene) =>
        Math.Max(scene.Step.Number, scene.Plan.Steps.LastOrDefault(s => s.Kind == StepKind.ReserveHost)?.Number ?? 0);

    /// <summary>Evacuations of them, after the step of the scene, in their order among themselves.</summary>
    public IReadOnlyList<PlanStep> Evacuations(StepScene scene, IEnumerable<InstanceWish> wishes, IReadOnlyList<Instance> found)
    {
        var known = found.Select(i => i.Id).ToHashSet();
        var groups = HaGroups.Of(found.Concat(state.Fleet.Instances.Where(i => !known.Contains(i.Id))));
        var waits = scene.Plan.Steps.Where(s => s.Kind == StepKind.Wait).Select(s => KeyValuePair.Create(HaGroup.Parse(s.Argument!), s.Number));
        return new EvacuationSteps(
            scene.Plan.Id, scene.Step.Host, ReadyIn(scene), scene.Plan.Steps.Max(s => s.Number), groups, decisions.Under(PolicyOf(scene)), waits)
            .Of(RecoveryOrder.Of(wishes, groups));
    }

    /// <summary>
    /// Where one of several that are kept together came up on another host than the rest, because it could not where they are: the rest
    /// follows it, alive.
    /// </summary>
    public IReadOnlyList<PlanStep> Gathering(StepScene scene)
    {
        var steps = new List<PlanStep>();
        var landed = scene.Plan.Steps.Where(s => s is { Kind: StepKind.Evacuate, State: StepState.Done, Place: not null }).ToList();
        var groups = from step in landed
                     let instance = state.Fleet.Instance(step.Instance!.Value)
                     where instance is not null && HaPlace.Of(instance).Together is not null
                     group (Step: step, Instance: instance) by HaPlace.Of(instance).Together!.Value into mates
                     orderby mates.Key.Name
                     select mates.ToList();
        foreach (var mates in groups)
        {
            var tried = mates.SelectMany(m => m.Step.Tried).ToHashSet();
            var home = mates.GroupBy(m => m.Step.Place!.Value).OrderBy(g => tried.Contains(g.Key)).ThenByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
            foreach (var (step, instance) in mates.Where(m => m.Step.Place != home && m.Step.Former != VmState.Stopped && MayFollow(m.Instance, home)))
            {
                steps.Add(PlanStepFactory.New(
                    scene.Plan.Id, scene.Plan.Steps.Max(s => s.Number) + steps.Count + 1, StepKind.LiveMigrate, step.Place!.Value, instance, home.Value,
                    [scene.Step.Number], decisions.Under(PolicyOf(scene))));
            }
        }

        return steps;
    }

    bool MayFollow(Instance instance, HostName home) => state.Fleet.Host(home) is { } host && HaPlace.Of(instance).WhyNotOn(host) is null;

    /// <summary>One more look, once those are over.</summary>
    public PlanStep VerifyAgain(StepScene scene, int number, int round) => PlanStepFactory.New(
        scene.Plan.Id, number, StepKind.Verify, scene.Step.Host, null, round.ToString(System.Globalization.CultureInfo.InvariantCulture),
        [scene.Step.Number], decisions.Under(PolicyOf(scene)));

    RecoveryPolicy PolicyOf(StepScene scene) => policies.Find(scene.Plan.Policy) ?? policies.Current;
}

using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>The evacuations of one host in their order, with a step that waits before each group that others wait for.</summary>
/// <param name="restsOn">The step that they all come after.</param>
/// <param name="number">Of the last step of the plan so far.</param>
/// <param name="waits">Groups that the plan waits for already, with the number of the step that does.</param>
sealed class EvacuationSteps(
    PlanId plan, HostName host, int restsOn, int number, HaGroups groups, DecisionOptions options,
    IEnumerable<KeyValuePair<HaGroup, int>>? waits = null)
{
    readonly Dictionary<HaGroup, int> waits = new(waits ?? []);
    readonly List<PlanStep> steps = [];

    public IReadOnlyList<PlanStep> Of(RecoveryOrder order)
    {
        foreach (var place in order.InOrder)
            Add(StepKind.Evacuate, place.Wish.Instance, null, [restsOn, .. place.WaitsFor.Select(WaitFor)]);
        return steps;
    }

    /// <summary>It begins to wait when the group itself may be recovered, so that its time counts from then.</summary>
    int WaitFor(HaGroup group)
    {
        if (!waits.TryGetValue(group, out var wait))
        {
            int[] after = [restsOn, .. groups.BeforeOf(group).OrderBy(g => g.Name, StringComparer.Ordinal).Select(WaitFor)];
            waits[group] = wait = Add(StepKind.Wait, null, group.ToString(), after);
        }

        return wait;
    }

    int Add(StepKind kind, Instance? instance, string? argument, int[] after)
    {
        steps.Add(PlanStepFactory.New(plan, ++number, kind, host, instance, argument, after, options));
        return number;
    }
}

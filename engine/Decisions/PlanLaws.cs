using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions;

/// <summary>Physics that every plan obeys, whatever a rule file says. Checked when a plan is made and when it is read back.</summary>
public static class PlanLaws
{
    /// <summary>The plan itself.</summary>
    /// <exception cref="InvariantBrokenException">It breaks a law.</exception>
    public static RecoveryPlan Checked(RecoveryPlan plan)
    {
        Invariant.Holds(plan.Steps.Count > 0, $"plan {plan.Id} has steps");

        // a step rests on earlier ones only, so one pass in order knows of each whether the fence, or a question, is below it
        var restsOnFence = new Dictionary<int, bool>(plan.Steps.Count);
        var asked = new HashSet<int>();
        var asks = plan.Steps.Any(s => s.Kind == StepKind.Ask);
        foreach (var step in InOrder(plan.Steps))
        {
            var rests = false;
            for (var i = 0; i < step.After.Count; i++)
            {
                var earlier = step.After[i];
                Invariant.Holds(
                    restsOnFence.TryGetValue(earlier, out var earlierRests) && earlier < step.Number, $"{step.Id} rests on earlier steps");
                rests |= earlierRests;
            }

            if (asks && (step.Kind == StepKind.Ask || step.After.Any(asked.Contains)))
                asked.Add(step.Number);
            Invariant.Holds(!asks || step.Kind == StepKind.Notify || asked.Contains(step.Number), $"nothing is done before the question, and {step.Id} would be");
            if (step.Kind is StepKind.Evacuate or StepKind.ForceDown or StepKind.Survey or StepKind.ReserveHost or StepKind.Verify or StepKind.SwitchOn)
                Invariant.Holds(rests, $"fence comes before {step.Id}");
            if (step.Kind == StepKind.Start)
                Invariant.Holds(plan.Steps.Any(s => s.Kind == StepKind.Stop && s.Instance == step.Instance && s.Number < step.Number), $"a stop comes before {step.Id}");
            if (step.Kind is StepKind.LiveMigrate or StepKind.Migrate or StepKind.RestartService or StepKind.Reboot)
                Invariant.Holds(!rests || step.Host != plan.Host, $"{step.Id} needs a live host, so it cannot follow the fence");
            if (step.Kind is StepKind.ClearForcedDown or StepKind.Enable && plan.Strength != PlanStrength.Maintain)
            {
                var before = step.Kind == StepKind.Enable ? StepKind.ClearForcedDown : StepKind.CheckReturn;
                Invariant.Holds(plan.Steps.Any(s => s.Kind == before && step.After.Contains(s.Number)), $"{before.Name()} comes before {step.Id}");
            }

            Invariant.Holds(
                restsOnFence.TryAdd(step.Number, rests || step.Kind == StepKind.Fence), $"step numbers of plan {plan.Id} are unique");
        }

        return plan;
    }

    static IEnumerable<PlanStep> InOrder(IReadOnlyList<PlanStep> steps)
    {
        for (var i = 1; i < steps.Count; i++)
        {
            if (steps[i].Number < steps[i - 1].Number)
                return steps.OrderBy(s => s.Number);
        }

        return steps;
    }
}

using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions;

/// <summary>Physics that every plan obeys, whatever a rule file says. Checked when a plan is made and when it is read back.</summary>
public static class PlanLaws
{
    /// <summary>The plan itself.</summary>
    /// <exception cref="InvariantBrokenException">It breaks a law.</exception>
    public static RecoveryPlan Checked(RecoveryPlan plan)
    {
        var byNumber = plan.Steps.ToDictionary(s => s.Number);
        Invariant.Holds(plan.Steps.Count > 0, $"plan {plan.Id} has steps");
        Invariant.Holds(byNumber.Count == plan.Steps.Count, $"step numbers of plan {plan.Id} are unique");
        foreach (var step in plan.Steps)
        {
            Invariant.Holds(step.After.All(a => a < step.Number && byNumber.ContainsKey(a)), $"{step.Id} rests on earlier steps");
            if (step.Kind is StepKind.Evacuate or StepKind.ForceDown or StepKind.Survey)
                Invariant.Holds(RestsOnFence(step, byNumber), $"fence comes before {step.Id}");
            if (step.Kind is StepKind.LiveMigrate or StepKind.RestartService)
                Invariant.Holds(!RestsOnFence(step, byNumber), $"{step.Id} needs a live host, so it cannot follow the fence");
        }

        return plan;
    }

    static bool RestsOnFence(PlanStep step, Dictionary<int, PlanStep> byNumber) =>
        step.After.Any(a => byNumber[a].Kind == StepKind.Fence || RestsOnFence(byNumber[a], byNumber));
}

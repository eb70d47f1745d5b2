using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution;

/// <summary>
/// Asked right before the first harmful step of a plan: the world moves between deciding and acting. What it objects to stays
/// waiting; the loop drops it or lets it go on.
/// </summary>
public sealed class ActGuard(ClusterState state, TimeProvider clock)
{
    /// <summary>Why the step must not begin now; null when it may.</summary>
    public string? Objection(PlanStep step, RecoveryPlan plan)
    {
        var operators = state.Operators;
        if (operators.Disarmed is { } disarmed)
            return $"disarmed by {disarmed.By}";
        if (operators.InMaintenance(step.Host, clock.GetUtcNow()))
            return $"{step.Host} is in maintenance";
        if (!state.SawEverything)
            return "the fleet has not been read since the start";
        return step.Kind is StepKind.Fence && CameUpSince(plan) ? $"{step.Host} is well again" : null;
    }

    /// <summary>A plan can also be made while every signal is up, when a rule has found another fault.</summary>
    bool CameUpSince(RecoveryPlan plan)
    {
        var signals = state.Board.SignalsOf(plan.Host);
        return signals.AllUp && signals.ChangedAt > plan.CreatedAt;
    }
}

using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Execution;

/// <summary>Which steps of a plan may run now, and when the next one may. Pure.</summary>
static class StepReadiness
{
    /// <summary>Steps that are due, by number. Not counted: steps that wait for others, for their time, or for a proof.</summary>
    public static IEnumerable<PlanStep> Due(RecoveryPlan plan, DateTimeOffset now)
    {
        var byNumber = plan.Steps.ToDictionary(s => s.Number);
        return plan.Steps.Where(s => !s.IsOver && (s.NextAt ?? now) <= now && (s.State != StepState.Waiting || MayFollow(s, byNumber)));
    }

    /// <summary>When something of the plan is due next; null when it only waits for other steps.</summary>
    public static DateTimeOffset? NextAt(RecoveryPlan plan, DateTimeOffset now)
    {
        var byNumber = plan.Steps.ToDictionary(s => s.Number);
        return plan.Steps.Where(s => !s.IsOver && (s.State != StepState.Waiting || MayFollow(s, byNumber)))
            .Min(s => (DateTimeOffset?)(s.NextAt ?? now));
    }

    /// <summary>Waiting steps that can never start: what they rest on failed, or the proof they need does not stand.</summary>
    public static IEnumerable<(PlanStep Step, string Because)> Doomed(RecoveryPlan plan, Incident incident)
    {
        var byNumber = plan.Steps.ToDictionary(s => s.Number);
        var doomed = new HashSet<int>();
        foreach (var step in plan.Steps.Where(s => s.State == StepState.Waiting && s.Kind != StepKind.Notify))
        {
            var broken = step.After.Select(a => byNumber[a])
                .FirstOrDefault(s => (s.State is StepState.Failed or StepState.Cancelled && !Allows(s, step)) || doomed.Contains(s.Number));
            broken ??= step.Kind == StepKind.SwitchOn ? plan.Steps.FirstOrDefault(IsStranded) : null;
            var because = broken is not null ? $"{broken.Text} was not done{(broken.Outcome is null ? "" : $": {broken.Outcome}")}"
                : NeedsProof(step) && FenceIsOver(plan) && incident.Proof is null ? "no proof of death stands" : null;
            if (because is null)
                continue;
            doomed.Add(step.Number);
            yield return (step, because);
        }
    }

    public static bool NeedsProof(PlanStep step) => step.Kind is
        StepKind.ForceDown or StepKind.Survey or StepKind.ReserveHost or StepKind.Evacuate or StepKind.Verify or StepKind.SwitchOn;

    /// <summary>A step that may harm something alive, or that an operator may want to stop: guards are asked again right before it first starts.</summary>
    public static bool IsHarmful(PlanStep step) =>
        step.Kind is StepKind.Fence or StepKind.LiveMigrate or StepKind.Migrate or StepKind.RestartService or StepKind.RestartInstance
            or StepKind.Reboot or StepKind.Stop or StepKind.Start or StepKind.Call
            or StepKind.ClearForcedDown or StepKind.Enable or StepKind.Disable or StepKind.ReleaseHost;

    /// <summary>
    /// What had begun before a restart goes on without the guards, and what rests on a proof begins without them: it waits until the service has seen the cloud and
    /// every event that it missed, for life may have been told in one. A fence that has begun does not: its command may be on its way, and only when the host
    /// is proven off is anything sure.
    /// </summary>
    public static bool WaitsForThePicture(PlanStep step) => step.Kind != StepKind.Fence && (IsHarmful(step) || NeedsProof(step));

    /// <summary>
    /// Telling the operators follows whatever came of the steps before; everything else only what succeeded. The last look at a dead
    /// host comes when all its evacuations are over, also those that the survey added; it is switched on after the last of these looks.
    /// </summary>
    static bool MayFollow(PlanStep step, Dictionary<int, PlanStep> byNumber) =>
        step.After.All(a => step.Kind == StepKind.Notify ? byNumber[a].IsOver : Allows(byNumber[a], step))
        && (step.Kind != StepKind.Verify || byNumber.Values.All(s => s.Kind != StepKind.Evacuate || s.IsOver))
        && (step.Kind != StepKind.SwitchOn || byNumber.Values.All(s => s.Kind is not (StepKind.Evacuate or StepKind.Verify) || s.IsOver));

    /// <summary>A fence wants no more of an instance that is moved away before than that it has left.</summary>
    static bool Allows(PlanStep before, PlanStep step) =>
        before.State is StepState.Done or StepState.Skipped || (before.CameUpWrong && step.Kind == StepKind.Fence);

    /// <summary>Something is left on the host that may yet be evacuated: switched on, it might run twice.</summary>
    static bool IsStranded(PlanStep step) =>
        step.Kind is StepKind.Evacuate or StepKind.Verify && step.State is StepState.Failed or StepState.Cancelled && !step.CameUpWrong;

    static bool FenceIsOver(RecoveryPlan plan) => plan.Steps.Any(s => s.Kind == StepKind.Fence && s.IsOver);
}

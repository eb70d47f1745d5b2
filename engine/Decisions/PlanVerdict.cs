using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>What came of a plan that is over.</summary>
/// <param name="FenceFailed">Why the host could not be proven off; null when there was no fence or it was proven.</param>
/// <param name="NotDrained">Why the host was not emptied, so that the fence was dropped; null when it was not dropped.</param>
/// <param name="Declined">Why what a person was asked about was not done; null when nobody was asked, or the answer was yes.</param>
/// <param name="Undone">Steps that failed or were dropped because another failed, each with its reason.</param>
/// <param name="Summary">One line for people.</param>
public sealed record PlanVerdict(string? FenceFailed, string? NotDrained, string? Declined, IReadOnlyList<string> Undone, string Summary)
{
    /// <summary>All that is undone is undone because instances may be on none of the hosts that could be given them: why, in words; null otherwise.</summary>
    public string? NoPlace { get; private init; }

    /// <summary>All that is undone is that instances came up wrong at their new places: nothing else that is tried would mend it.</summary>
    public bool OnlyCameUpWrong { get; private init; }

    /// <summary>Judges a plan none of whose steps is left to do.</summary>
    public static PlanVerdict Of(RecoveryPlan plan)
    {
        Invariant.Holds(plan.IsOver, $"plan {plan.Id} is judged only when it is over");
        var fence = plan.Steps.FirstOrDefault(s => s.Kind == StepKind.Fence);
        var undone = plan.Steps.Where(IsUndone).ToList();
        return new PlanVerdict(
            fence is { State: StepState.Failed } ? fence.Outcome : null,
            fence is { State: StepState.Cancelled } ? fence.Outcome : null,
            plan.Steps.FirstOrDefault(s => s is { Kind: StepKind.Ask, State: StepState.Failed })?.Outcome,
            [.. undone.Select(s => $"{s.Text}: {s.Outcome}")],
            SummaryOf(plan))
        {
            NoPlace = OnlyNoPlace(plan),
            OnlyCameUpWrong = undone.Count > 0 && undone.TrueForAll(s => s.CameUpWrong),
        };
    }

    static bool IsUndone(PlanStep step) => step.State is StepState.Failed
        || (step.State is StepState.Cancelled && step.Kind is not (StepKind.Notify or StepKind.Wait or StepKind.SwitchOn));

    static string? OnlyNoPlace(RecoveryPlan plan)
    {
        var failed = plan.Steps.Where(s => s.State == StepState.Failed).ToList();
        return failed.Count > 0 && failed.TrueForAll(s => s.HasNoPlace) ? string.Join("; ", failed.Select(s => s.Outcome)) : null;
    }

    static string SummaryOf(RecoveryPlan plan)
    {
        var parts = new List<string>();
        foreach (var (kind, done) in new[]
        {
            (StepKind.Ask, "asked"), (StepKind.RestartService, "restarted"), (StepKind.RestartInstance, "restarted"), (StepKind.Reboot, "rebooted"), (StepKind.LiveMigrate, "live-migrated"),
            (StepKind.Stop, "stopped"), (StepKind.Migrate, "migrated"), (StepKind.Start, "started"), (StepKind.Call, "called"),
            (StepKind.Fence, "fenced"), (StepKind.Evacuate, "evacuated"), (StepKind.Notify, "told"),
            (StepKind.SwitchOn, "switched on"), (StepKind.Enable, "enabled"), (StepKind.Disable, "disabled"), (StepKind.ReleaseHost, "reserved"),
        })
        {
            var steps = plan.Steps.Where(s => s.Kind == kind).ToList();
            if (steps.Count == 0)
                continue;
            var count = steps.Count(s => s.State == StepState.Done);
            parts.Add(kind switch
            {
                StepKind.Fence => count > 0 ? $"{plan.Host} fenced" : $"{plan.Host} not fenced",
                StepKind.Notify => "operators told",
                StepKind.Ask => steps[0].Outcome ?? done,
                StepKind.SwitchOn => count > 0 ? $"{plan.Host} switched on again" : $"{plan.Host} stays off",
                StepKind.Enable => count > 0 ? $"{plan.Host} back in service" : $"{plan.Host} not enabled",
                StepKind.ReleaseHost => $"{plan.Host} is reserved again",
                StepKind.Disable => $"nothing is placed on {plan.Host}",
                StepKind.Call => $"{string.Join(" and ", steps.Select(s => s.Argument))} {done}",
                StepKind.RestartService => $"{string.Join(" and ", steps.Select(s => s.Argument))} {done}",
                _ => $"{count} of {steps.Count} instances {done}",
            });
        }

        var mended = plan.Steps.Where(s => s is { Kind: StepKind.Evacuate, State: StepState.Done, Former: VmState.Error })
            .Select(s => s.InstanceName).ToList();
        return string.Join(", ", parts) + (mended.Count > 0 ? $"; in error before, so look after them: {string.Join(", ", mended)}" : "")
            + (CameUpWrong.In(plan.Steps) is { } wrong ? $"; {wrong}" : "");
    }
}

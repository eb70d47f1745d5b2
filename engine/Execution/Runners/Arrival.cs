using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// What an instance is at its new place, against what it was: only one that came up as it should is recovered. Asking again would not mend the others,
/// for they have left the host; a person must look.
/// </summary>
static class Arrival
{
    const string FoundStopped = "found-stopped";

    /// <summary>The memo with what the instance was when a try looked first: it may have been stopped since the step was planned.</summary>
    public static IReadOnlyDictionary<string, string> Noted(IReadOnlyDictionary<string, string> memo, MoveReport report) =>
        report.Vm == VmState.Stopped ? memo.With(FoundStopped, "true") : memo;

    /// <summary>The move is over, and the instance is on <paramref name="at"/>.</summary>
    public static StepOutcome Judged(StepScene scene, MoveReport report, HostName at) => WhyWrong(scene, report) is { } wrong
        ? new StepOutcome.Failed($"on {at}, but {wrong}", false) { Keeps = new Dictionary<string, string> { [PlanStep.PlaceKey] = at.Value } }
        : new StepOutcome.Done($"on {at}, {report.Vm.ToString().ToLowerInvariant()}{Formerly(scene.Step, report.Vm)}") { Place = at };

    static string? WhyWrong(StepScene scene, MoveReport report) => report.Vm switch
    {
        VmState.Error => $"in error ({report.Detail}): see to it there; a hard reboot may bring it back (openstack server reboot --hard {scene.Step.InstanceName ?? scene.Step.Instance!.Value.Value})",
        VmState.Stopped when Ran(scene) => "stopped though it ran before: start it, unless its owner has stopped it",
        _ => null,
    };

    /// <summary>Until it was moved, as far as is known.</summary>
    static bool Ran(StepScene scene) => scene.Step.Former == VmState.Active && !scene.Step.Memo.ContainsKey(FoundStopped)
        && !scene.Plan.Steps.Any(s => s.Kind == StepKind.Stop && s.Instance == scene.Step.Instance);

    /// <summary>A move gives back the state an instance had, but for an error, which it mends.</summary>
    static string Formerly(PlanStep step, VmState now) => step.Former switch
    {
        VmState.Error => ", was in error before",
        VmState.Stopped when now == VmState.Active => ", though it was stopped before",
        _ => "",
    };
}

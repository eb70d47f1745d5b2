using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Incidents;

/// <summary>What an incident came to for one instance.</summary>
/// <param name="Name">For people.</param>
/// <param name="Former">What it was before; null where that was not kept.</param>
/// <param name="Host">Where it is now; null where nobody knows.</param>
/// <param name="Because">Evidence, or the reason.</param>
public sealed record InstanceOutcome(
    InstanceId Instance, string Name, RecoveryResult Result, VmState? Former, HostName? Host, string Because)
{
    /// <summary>Of every instance that steps of the plan which are over were about, by name.</summary>
    public static IReadOnlyList<InstanceOutcome> Of(RecoveryPlan plan) =>
    [
        .. plan.Steps.Where(s => s is { Instance: not null, IsOver: true }).GroupBy(s => s.Instance!.Value)
            .Select(g => Of(g.Key, g.LastOrDefault(s => s.CameUpWrong) ?? g.Last())).OrderBy(o => o.Name, StringComparer.Ordinal).ThenBy(o => o.Instance),
    ];

    /// <summary>Nothing could save it: it is still on its host.</summary>
    public static InstanceOutcome Left(Instance instance, string because) =>
        new(instance.Id, instance.Name, RecoveryResult.Left, instance.State, instance.Host, because);

    /// <summary>What later plans of an incident came to goes before what earlier ones did.</summary>
    public static IReadOnlyList<InstanceOutcome> Merged(IReadOnlyList<InstanceOutcome> earlier, IReadOnlyList<InstanceOutcome> later)
    {
        if (later.Count == 0)
            return earlier;
        var known = later.Select(o => o.Instance).ToHashSet();
        return [.. later.Concat(earlier.Where(o => !known.Contains(o.Instance))).OrderBy(o => o.Name, StringComparer.Ordinal).ThenBy(o => o.Instance)];
    }

    static InstanceOutcome Of(InstanceId instance, PlanStep step)
    {
        var result = step.State switch
        {
            StepState.Done => RecoveryResult.Recovered,
            StepState.Skipped => RecoveryResult.NotNeeded,
            StepState.Cancelled => RecoveryResult.NotTried,
            _ => RecoveryResult.Failed,
        };
        var host = step.Place ?? (result is RecoveryResult.Failed or RecoveryResult.NotTried || step.Kind is StepKind.RestartInstance or StepKind.Reboot or StepKind.Stop or StepKind.Start ? step.Host : null);
        return new InstanceOutcome(instance, step.InstanceName ?? instance.Value, result, step.Former, host, step.Outcome ?? "");
    }
}

using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Waits until all instances of a group run and had time to become ready, so that what needs them comes after them. When its time is
/// over the others are recovered all the same, and the operators are told.
/// </summary>
public sealed class WaitRunner(ClusterState state, ExecutionOptions options) : IStepRunner
{
    /// <summary>So many are named; of the others only the number is told.</summary>
    const int NamedMax = 5;

    public StepKind Kind => StepKind.Wait;

    public Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct) => Task.FromResult(Outcome(scene));

    StepOutcome Outcome(StepScene scene)
    {
        var (step, plan) = (scene.Step, scene.Plan);
        if (scene.NothingFollows)
            return new StepOutcome.Skipped("nothing waits for it any more");
        var group = HaGroup.Parse(step.Argument!);
        var members = state.Fleet.Instances.Where(i => i.Metadata.ContainsKey(HaOrder.GroupKey) && HaOrder.Of(i).Group == group)
            .OrderBy(i => i.Name, StringComparer.Ordinal).ThenBy(i => i.Id).ToList();
        var missing = members.Where(m => !IsReady(m, plan, scene.Now)).Select(m => m.Name).ToList();
        if (missing.Count == 0)
            return new StepOutcome.Done(members.Count == 0 ? $"nobody is in {group.Name} any more" : $"{group.Name} is ready");
        return scene.TimedOut ? GoneOn(scene, group, missing) : new StepOutcome.Pending(options.MovePoll, step.Memo);
    }

    static StepOutcome.Done GoneOn(StepScene scene, HaGroup group, List<string> missing)
    {
        var names = string.Join(", ", missing.Take(NamedMax)) + (missing.Count > NamedMax ? $" and {missing.Count - NamedMax} more" : "");
        var text = $"{group.Name} is not ready after {Durations.Text(scene.Step.Timeout)} ({names}): what waits for it is recovered all the same";
        var incident = scene.Incident;
        var severity = incident.Told > AlertSeverity.Warning ? incident.Told : AlertSeverity.Warning;
        return new StepOutcome.Done(text)
        {
            Alert = new Alert(
                AlertKey.Of(incident), "group-not-ready", severity, incident.Host, null, incident.Id, $"{incident.Subject}: {text}", scene.Now),
        };
    }

    /// <summary>One that its owner stopped is not waited for.</summary>
    bool IsReady(Instance member, RecoveryPlan plan, DateTimeOffset now)
    {
        if (EvacuationOf(member.Id, plan) is { } step)
        {
            return step.Former == VmState.Stopped
                || (step.State is StepState.Done or StepState.Skipped
                    && step.EndedAt + HaOrder.Of(member).ReadyAfter <= now
                    && !(member.State == VmState.Error && state.Fleet.ReadAt > step.EndedAt));
        }

        return member.State is VmState.Stopped or VmState.Deleted
            || (member.State == VmState.Active && state.Book.Mark(member.Host) is null && !IsInTrouble(member.Host));
    }

    PlanStep? EvacuationOf(InstanceId instance, RecoveryPlan plan) =>
        state.Book.PlansUnderWay.Where(p => p.Id != plan.Id).Prepend(plan).SelectMany(p => p.Steps)
            .FirstOrDefault(s => s.Kind == StepKind.Evacuate && s.Instance == instance && s.State != StepState.Cancelled);

    bool IsInTrouble(HostName host) => state.Book.PageOf(host).Incidents.Any(i => i.IsOfHost && i.IsOpen);
}

using System.Collections.Concurrent;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution;

/// <summary>
/// Chooses where an instance goes right before it is asked for, by what is so then; what other steps have chosen counts, also when that
/// is not written down yet.
/// </summary>
public sealed class TargetChooser(ClusterState state, PolicyHolder policies, InferenceMemory memory, TimeProvider clock)
{
    readonly Lock gate = new();
    readonly ConcurrentDictionary<StepId, (InstanceId Instance, HostName Target)> chosen = new();

    /// <summary>
    /// By segment, under the gate. A thousand instances that leave a host at once, and ask for nothing but a host that is fit, are not worth a thousand looks
    /// through all rules; whoever asks for more gets a look of its own.
    /// </summary>
    readonly Dictionary<SegmentName, (long At, string Policy, Placement Placement)> recent = [];

    /// <summary>No longer than the world may change between a look and what is asked for after it.</summary>
    static readonly TimeSpan Recent = TimeSpan.FromSeconds(1);

    /// <param name="tried">Where the instance did not come up.</param>
    public PlaceChoice For(PlanStep step, RecoveryPlan plan, IReadOnlySet<HostName> tried)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(plan);
        if (state.Fleet.Instance(step.Instance!.Value) is not { } instance)
            return PlaceChoice.Scheduler;
        var asksForMore = tried.Count > 0 || Placement.Concerns(instance);
        lock (gate)
        {
            if ((asksForMore ? PlacementNow(plan) : RecentPlacement(plan)) is not { } placement || (!asksForMore && placement.Trap(step.Host) is null))
                return PlaceChoice.Scheduler;
            var choice = placement.For(new PlaceWish(instance, step.Host) { Tried = tried, Heading = Heading(step) });
            if (choice.Target is { } target)
                chosen[step.Id] = (instance.Id, target);
            return choice;
        }
    }

    /// <summary>Where it goes depends on where others go: which is known of those only whose targets are written down.</summary>
    public bool IsToThinkOf(PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return state.Fleet.Instance(step.Instance!.Value) is { } instance && Placement.Concerns(instance);
    }

    /// <summary>Of the reserved hosts that were taken for the plan; not where an operator works by now.</summary>
    public PlaceChoice Among(PlanStep step, RecoveryPlan plan)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(plan);
        var taken = plan.ReservedHosts;
        if (state.Fleet.Instance(step.Instance!.Value) is not { } instance || PlacementNow(plan) is not { } placement)
            return new PlaceChoice(taken[0], "the first that was reserved", null);
        var free = taken.Where(h => state.Operators.WindowOf(h, plan.Segment, clock.GetUtcNow()) is null).ToList();
        if (free.Count == 0)
            return PlaceChoice.Nowhere($"somebody works on {string.Join(", ", taken)}");
        lock (gate)
        {
            var choice = placement.Among(new PlaceWish(instance, step.Host) { Tried = step.Tried.ToHashSet(), Heading = Heading(step) }, free);
            if (choice.Target is { } target)
                chosen[step.Id] = (instance.Id, target);
            return choice;
        }
    }

    /// <summary>Why the instance must not be on the host, in words; null: it may.</summary>
    public string? WhyNotOn(PlanStep step, RecoveryPlan plan, HostName target)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(plan);
        if (state.Operators.WindowOf(target, plan.Segment, clock.GetUtcNow()) is { } window)
            return $"{window.By} works on {target}: {window.Reason}";
        return state.Fleet.Instance(step.Instance!.Value) is { } instance && Placement.Concerns(instance) && PlacementNow(plan) is { } placement
            ? placement.WhyNotOn(new PlaceWish(instance, step.Host) { Heading = Heading(step) }, target) : null;
    }

    /// <summary>The host may still be given instances; much may have happened since it was chosen.</summary>
    public bool Stands(PlanStep step, RecoveryPlan plan, HostName target)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.ReservedHosts.Contains(target))
            return WhyNotOn(step, plan, target) is null;        // the fleet may not show yet that it is enabled
        if (PlacementNow(plan) is not { } placement || placement.MayTake(target, step.Host))
            return true;
        lock (gate)
            recent.Remove(plan.Segment);                        // the next choice must know why: else it would be the same one
        return false;
    }

    Placement? RecentPlacement(RecoveryPlan plan)
    {
        if (recent.TryGetValue(plan.Segment, out var known) && known.Policy == plan.Policy && clock.GetElapsedTime(known.At) < Recent)
            return known.Placement;
        if (PlacementNow(plan) is not { } placement)
            return null;
        recent[plan.Segment] = (clock.GetTimestamp(), plan.Policy, placement);
        return placement;
    }

    /// <summary>By the plan's own policy: it finishes as it was meant.</summary>
    Placement? PlacementNow(RecoveryPlan plan)
    {
        var policy = policies.Find(plan.Policy) ?? policies.Current;
        if (state.SnapshotOf(plan.Segment, clock.GetUtcNow()) is not { } snapshot)
            return null;
        snapshot = snapshot with { Unheard = memory.Unheard(policy) };
        return new Placement(snapshot, InferenceRun.Over(snapshot, policy, memory.Fleet), policy);
    }

    /// <summary>Where instances are or will be by the moves of all plans, but for that of <paramref name="mine"/>.</summary>
    Dictionary<InstanceId, HostName> Heading(PlanStep mine)
    {
        var moves = state.Book.MovesOfOpenIncidents;
        var open = moves.Where(s => !s.IsOver && s.Id != mine.Id).Select(s => s.Id).ToHashSet();
        var heading = Headings.Of(moves, state.Fleet.ReadAt, mine.Id);
        foreach (var (id, choice) in chosen)
        {
            if (!open.Contains(id))
                chosen.TryRemove(id, out _);
            else
                heading.TryAdd(choice.Instance, choice.Target);
        }

        return heading;
    }
}

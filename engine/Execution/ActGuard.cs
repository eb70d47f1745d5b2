using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Decisions.Guards;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution;

/// <summary>
/// Asked right before each try of a harmful step: the world moves between deciding and acting. A fence is asked about as if it were
/// decided now: the same guards, and whether anybody still asks for it. What is objected to stays waiting, and is told as held.
/// </summary>
public sealed class ActGuard(ClusterState state, PolicyHolder policies, InferenceMemory memory, TimeProvider clock)
{
    /// <summary>Why the step must not begin now; null when it may.</summary>
    public Objection? ObjectionTo(PlanStep step, RecoveryPlan plan)
    {
        var isForWork = plan.Strength == PlanStrength.Maintain;
        if (OperatorGuard.ObjectionTo(state.Operators, step.Host, plan.Segment, clock.GetUtcNow(), isForWork) is { } objection)
            return objection;
        if (step.Kind == StepKind.Fence)
            return ObjectionToFence(step, plan);
        return state.WhatIsUnseen() is { } unseen ? new Objection(HoldReason.StartEmbargo, unseen) : null;
    }

    /// <summary>
    /// A fence that has begun waits before it asks a device for anything: for a dump, for a device that is slow to be read. Why it must not ask any more; null: it may.
    /// </summary>
    public string? WhyNoLongerAsked(RecoveryPlan plan) => Look(plan) switch
    {
        (null, _) => Gone(plan),
        ({ Beliefs.Error: { } error }, _) => error,
        ({ Host: var host }, var wish) => wish?.Strength == PlanStrength.Fence ? null : WhyNot(host, wish),
    };

    Objection? ObjectionToFence(PlanStep step, RecoveryPlan plan)
    {
        var (scene, wish) = Look(plan);
        if (scene is null)
            return new Objection(HoldReason.NoLongerAsked, Gone(plan));
        if (scene.Beliefs.Error is { } error)
            return new Objection(HoldReason.RuleError, error);
        if (!step.MayHaveActed && wish?.Strength != PlanStrength.Fence)
            return new Objection(HoldReason.NoLongerAsked, WhyNot(scene.Host, wish));
        return AllGuards.FirstObjection(scene) is var (reason, because) ? new Objection(reason, because) : null;
    }

    /// <summary>The host as it is now, and what the rules ask for it; null: it is not there any more.</summary>
    (GuardScene? Scene, HostWish? Wish) Look(RecoveryPlan plan)
    {
        var now = clock.GetUtcNow();
        if (state.SnapshotOf(plan.Segment, now) is not { } snapshot || snapshot.Host(plan.Host) is not { Incident: { } incident } host)
            return (null, null);
        host = WithoutMoved(host, plan);
        var policy = policies.Current;
        snapshot = snapshot with { Unheard = memory.Unheard(policy) };
        var beliefs = InferenceRun.Over(snapshot, policy, memory.Fleet);
        var wish = beliefs.Error is null && beliefs.FaultOf(host.Name) is { } row ? HostWish.Of(host, row, now - incident.FaultSince, policy) : null;
        var acts = wish?.Acts ?? new HashSet<RecoveryAction> { RecoveryAction.Fence, RecoveryAction.Evacuate };
        return (
            new GuardScene(snapshot, host, beliefs, policy, FenceLoad.Of(snapshot, beliefs), PlanStrength.Fence, acts)
            {
                Leaving = [.. wish?.Evacuated.Select(w => w.Instance) ?? []],
            },
            wish);
    }

    static string Gone(RecoveryPlan plan) => $"{plan.Host} is not in segment {plan.Segment} any more";

    static string WhyNot(HostView host, HostWish? wish) => wish switch
    {
        null when host.Signals.AllUp => $"{host.Name} is well again",
        null => $"no row asks for a fence of {host.Name} now",
        { Conflict: { } conflict } => conflict,
        _ => $"row {wish.Intent} asks for no fence of {host.Name} now",
    };

    /// <summary>What the plan has moved away is gone, though the last read of the fleet may still show it.</summary>
    static HostView WithoutMoved(HostView host, RecoveryPlan plan)
    {
        var moved = plan.Steps.Where(s => s is { Kind: StepKind.LiveMigrate, State: StepState.Done or StepState.Skipped })
            .Select(s => s.Instance!.Value).ToHashSet();
        return moved.Count == 0 ? host : host with { Instances = [.. host.Instances.Where(i => !moved.Contains(i.Id))] };
    }
}

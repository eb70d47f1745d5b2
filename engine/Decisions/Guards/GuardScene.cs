using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>What a guard may look at.</summary>
/// <param name="Strength">How far the plan would go.</param>
/// <param name="Acts">What it would do.</param>
public sealed record GuardScene(
    ClusterSnapshot Snapshot, HostView Host, Beliefs Beliefs, RecoveryPolicy Policy, FenceLoad Load, PlanStrength Strength,
    IReadOnlySet<RecoveryAction> Acts)
{
    public bool WouldFence => Strength == PlanStrength.Fence;
}

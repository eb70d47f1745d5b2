using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>
/// A fence waits until every live instance whose own cell does not ask for it has been moved away. A stopped one has nothing to
/// lose by it.
/// </summary>
public sealed class LiveInstancesSparedLaw : IProofLaw
{
    public string Name => "live-instances-spared";

    public string Title => "no healthy notify-only pet is fenced";

    public string LooksAt => "plans that fence";

    public string? WhyNotClaimed(RecoveryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.MixedHosts == MixedHosts.CattleWin ? $"the policy says cattle-win ({policy.MixedHostsAt})" : null;
    }

    public LawRuling Judge(ProofScene scene)
    {
        var looked = 0;
        foreach (var decision in scene.Decisions)
        {
            if (decision is not Decision.Recover { Plan: var plan })
                continue;
            foreach (var fence in plan.Steps.Where(s => s.Kind == StepKind.Fence))
            {
                looked++;
                var moved = StepsBelow.Of(plan, fence).Where(s => s.Kind == StepKind.LiveMigrate).Select(s => s.Instance).ToHashSet();
                if (scene.Instances.FirstOrDefault(i => IsHarmed(i, fence) && !moved.Contains(i.Instance.Id)) is { } harmed)
                    return Refuted(looked, harmed, scene.Policy);
            }
        }

        return new LawRuling(looked);
    }

    static bool IsHarmed(ProofInstance one, PlanStep fence) =>
        one.Instance.Host == fence.Host && one.Instance.State is not (VmState.Stopped or VmState.Deleted)
        && one.OfHost?.Actions.Contains(RecoveryAction.Fence) != true;

    static LawRuling Refuted(int looked, ProofInstance harmed, RecoveryPolicy policy) => new(
        looked,
        $"{harmed} lives, its cell asks {harmed.OfHost?.ToString() ?? "nothing"}, and its host is fenced before it is moved away",
        $"'mixed-hosts: pets-win' ({policy.MixedHostsAt}) holds such a fence; or let the cell of its class ask for fence too");
}

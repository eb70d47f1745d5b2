using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Fencing helps nobody when no other host can take the instances.</summary>
sealed class NoTargetHostGuard : IGuard
{
    public HoldReason Reason => HoldReason.NoTargetHost;

    public string? Objection(GuardScene scene) =>
        scene.Strength < PlanStrength.Migrate
        || scene.Snapshot.Hosts.Any(h => h.Name != scene.Host.Name && h.CanTakeInstances && !IsDoubtful(h, scene.Beliefs))
            ? null
            : $"segment {scene.Snapshot.Segment.Name} has no other healthy, enabled host";

    static bool IsDoubtful(HostView host, Beliefs beliefs) =>
        beliefs.IsSuspect(host.Name) || beliefs.VetoesOf(host.Name).Any(v => v.AsTarget);
}

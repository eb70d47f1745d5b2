using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Fencing helps nobody when no other host can take the instances.</summary>
sealed class NoTargetHostGuard : IGuard
{
    public HoldReason Reason => HoldReason.NoTargetHost;

    public string? Objection(GuardScene scene) =>
        scene.Strength < PlanStrength.Migrate
        || scene.Snapshot.Hosts.Any(h => h.Name != scene.Host.Name && h.CanTakeInstances && !scene.Beliefs.IsSuspect(h.Name))
            ? null
            : $"segment {scene.Snapshot.Segment.Name} has no other healthy, enabled host";
}

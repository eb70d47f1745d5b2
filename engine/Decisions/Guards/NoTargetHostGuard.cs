using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Fencing helps nobody when no other host can take the instances.</summary>
sealed class NoTargetHostGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.NoTargetHost, FailMode.Closed,
        "a fence or a migration, while no other host of the segment is well, enabled and no longer in quarantine; a fence not if the policy says `targets: {when-none: fence}`",
        "a host whose service Nova does not have up is no target; how much room a target has is not asked");

    public string? Objection(GuardScene scene)
    {
        if (scene.Strength < PlanStrength.Migrate || (scene.WouldFence && scene.Policy.Targets.FenceWithoutTarget))
            return null;
        var others = scene.Snapshot.Hosts.Where(h => h.Name != scene.Host.Name && h.CanTakeInstances).ToList();
        return others.Exists(h => !IsDoubtful(h, scene.Beliefs) && WhyNotYet(h, scene) is null)
            ? null
            : $"segment {scene.Snapshot.Segment.Name} has no other healthy, enabled host"
                + string.Concat(others.Select(h => WhyNotYet(h, scene)).OfType<string>().Take(1).Select(w => $"; {w}"));
    }

    static bool IsDoubtful(HostView host, Beliefs beliefs) =>
        beliefs.IsSuspect(host.Name) || beliefs.VetoesOf(host.Name).Any(v => v.AsTarget);

    /// <summary>It is well, but has not been so for long enough. Null: it has.</summary>
    static string? WhyNotYet(HostView host, GuardScene scene)
    {
        var (now, delay) = (scene.Snapshot.TakenAt, scene.Policy.Targets.HealthyDelay);
        foreach (var limit in scene.Policy.Limits.All.OfType<FenceLimit.Quarantine>())
        {
            if (scene.Snapshot.StormIn(limit, new FailureDomain(LimitScope.Host, host.Name.Value)) is { EndedAt: { } end } && end > now)
                return $"{host.Name} is in quarantine until {end:HH:mm:ss} ({limit.At})";
        }

        return host.HasFallen && host.SignalsAge(now) < delay
            ? $"{host.Name} must have been well for {Durations.Text(delay)} ({scene.Policy.Targets.At})"
            : null;
    }
}

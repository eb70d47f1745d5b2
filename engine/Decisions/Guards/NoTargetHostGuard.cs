using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Fencing helps nobody when no other host can take the instances.</summary>
sealed class NoTargetHostGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.NoTargetHost, FailMode.Closed,
        "a fence or a migration, while no other host of the segment is well, enabled and no longer in quarantine, or none of them may be given any of the instances (metadata `HA_Only_On`, `HA_Apart`, hard server groups), and no reserved host that may be given any of them can be taken where the segment's recovery method has any; a fence also while Placement has room for none of the instances on any of these hosts; a fence not if the policy says `targets: {when-none: fence}`",
        "a host whose service Nova does not have up is no target; one whose room is not known is not full");

    public string? Objection(GuardScene scene) => NoTarget(scene) ?? NoRoom(scene);

    public string? Remark(GuardScene scene) => WouldEvacuate(scene) ? RoomAhead.Unknown(scene.Ahead) : null;

    static string? NoTarget(GuardScene scene)
    {
        if (scene.Strength < PlanStrength.Migrate || (scene.WouldFence && scene.Policy.Targets.FenceWithoutTarget))
            return null;
        var method = scene.Snapshot.Segment.Method;
        var reserved = new ReservedHosts(scene.Snapshot, scene.Beliefs, scene.Policy);
        var incident = scene.Host.Incident?.Id;
        if (scene.WouldFence && method != RecoveryMethod.Auto)
        {
            var free = reserved.FreeFor(scene.Host, incident);
            var none = free is [var next, ..] ? NobodyMayGo(scene, (p, w) => free.Any(h => p.WhyNotOn(w, h.Name) is null) ? null : p.WhyNotOn(w, next.Name)) : reserved.WhyNone(scene.Host, incident);
            if (none is null || method == RecoveryMethod.ReservedHost)
                return none;
        }

        var targets = new TargetHosts(scene.Snapshot, scene.Beliefs, scene.Policy);
        return targets.Other(scene.Host.Name).Any()
            ? NobodyMayGo(scene, (p, w) => p.For(w).WhyNowhere)
            : $"segment {scene.Snapshot.Segment.Name} has no other healthy, enabled host"
                + string.Concat(targets.Enabled(scene.Host.Name).Select(targets.WhyNotYet).OfType<string>().Take(1).Select(w => $"; {w}"));
    }

    /// <summary>Every one of those that could take them is known to be too full for each of them.</summary>
    static string? NoRoom(GuardScene scene)
    {
        if (!WouldEvacuate(scene) || scene.Policy.Targets.FenceWithoutTarget)
            return null;
        return scene.Ahead.HasNoRoomAtAll
            ? $"no host that could be given what runs on {scene.Host.Name} has room for any of it: {RoomMisfit.Named(scene.Ahead.Misfits)}"
            : null;
    }

    static bool WouldEvacuate(GuardScene scene) => scene.WouldFence && scene.Leaving.Count > 0;

    /// <summary>There are hosts, and none for any of those that would be evacuated.</summary>
    static string? NobodyMayGo(GuardScene scene, Func<Placement, PlaceWish, string?> whyNowhere)
    {
        if (!scene.WouldFence || scene.Leaving.Count == 0)
            return null;
        var placement = new Placement(scene.Snapshot, scene.Beliefs, scene.Policy);
        var reasons = new List<string>();
        foreach (var instance in scene.Leaving)
        {
            if (whyNowhere(placement, new PlaceWish(instance, scene.Host.Name)) is not { } why)
                return null;
            reasons.Add(why);
        }

        return string.Join("; ", reasons.Take(LimitCount.HoldersShown));
    }
}

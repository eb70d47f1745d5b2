namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Without a scheduler nothing can be evacuated, so a fence would only take what still runs.</summary>
sealed class SchedulerGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.NoScheduler, FailMode.Open,
        "a fence, while no nova-scheduler is up; unless the policy says `targets: {when-none: fence}`",
        "when Nova does not tell its schedulers the fence goes on");

    public string? Objection(GuardScene scene) =>
        scene.WouldFence && scene.Snapshot.SchedulersUp == 0 && !scene.Policy.Targets.FenceWithoutTarget
            ? "no nova-scheduler is up: nothing could be evacuated"
            : null;
}

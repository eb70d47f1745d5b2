using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Without a scheduler nothing can be evacuated, so a fence would only take what still runs.</summary>
sealed class SchedulerGuard : IServiceGuard
{
    public Gate Gate { get; } = new(
        HoldReason.NoScheduler, FailMode.Open,
        "a fence, while no nova-scheduler is up; unless the policy says `targets: {when-none: fence}`",
        "when Nova does not tell its schedulers the fence goes on");

    public string? Objection(ClusterSnapshot snapshot, RecoveryPolicy policy) =>
        snapshot.SchedulersUp == 0 && !policy.Targets.FenceWithoutTarget
            ? "no nova-scheduler is up: nothing could be evacuated"
            : null;
}

using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Every evacuation is led by a conductor. Without one Nova takes the ask, and nothing comes of it.</summary>
sealed class ConductorGuard : IServiceGuard
{
    public Gate Gate { get; } = new(
        HoldReason.NoConductor, FailMode.Open,
        "a fence, while no nova-conductor is up; unless the policy says `targets: {when-none: fence}`",
        "when Nova does not tell its conductors the fence goes on");

    public string? Objection(ClusterSnapshot snapshot, RecoveryPolicy policy) =>
        snapshot.ConductorsUp == 0 && !policy.Targets.FenceWithoutTarget
            ? "no nova-conductor is up: nothing could be evacuated"
            : null;
}

using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>
/// Without a scheduler Nova evacuates nothing; without a conductor it takes the ask, and nothing comes of it. A fence would only take what still runs.
/// </summary>
/// <param name="service">As Nova calls it.</param>
/// <param name="up">How many of them are up; null: not known.</param>
sealed class NovaServiceGuard(HoldReason reason, string service, Func<ClusterSnapshot, int?> up) : IServiceGuard
{
    public Gate Gate { get; } = new(
        reason, FailMode.Open,
        $"a fence, while no nova-{service} is up; unless the policy says `targets: {{when-none: fence}}`",
        $"when Nova does not tell its {service}s the fence goes on");

    public string? Objection(ClusterSnapshot snapshot, RecoveryPolicy policy) =>
        up(snapshot) == 0 && !policy.Targets.FenceWithoutTarget ? $"no nova-{service} is up: nothing could be evacuated" : null;
}

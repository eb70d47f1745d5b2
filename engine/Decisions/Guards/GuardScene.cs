using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>What a guard may look at.</summary>
/// <param name="Strength">How far the plan would go.</param>
/// <param name="Acts">What it would do.</param>
public sealed record GuardScene(
    ClusterSnapshot Snapshot, HostView Host, Beliefs Beliefs, RecoveryPolicy Policy, FenceLoad Load, PlanStrength Strength,
    IReadOnlySet<RecoveryAction> Acts)
{
    /// <summary>Who would be evacuated.</summary>
    public IReadOnlyList<Instance> Leaving { get; init; } = [];

    RoomPlan? ahead;

    /// <summary>Who of them will find room.</summary>
    internal RoomPlan Ahead => ahead ??= RoomAhead.Of(Snapshot, Beliefs, Policy, Host, Leaving);

    public bool WouldFence => Strength == PlanStrength.Fence;

    /// <summary>What persons have said about the host being off; null: no incident is open in which it could count.</summary>
    internal DeathWords? Words => Host.Incident is { } incident
        ? DeathWords.On(incident, Host.Mark, Host.LastLife, Snapshot.Operators, Policy.ConfirmDead, Snapshot.TakenAt)
        : null;

    /// <summary>The policy's limits of one kind, counted in each domain of the host.</summary>
    internal IEnumerable<LimitCount> CountsOf<T>()
        where T : FenceLimit => Policy.Limits.Of<T>().SelectMany(l => Load.CountsFor(Host.Compute, l));

    /// <summary>For sentences: <c>segment s1</c>, <c>the cloud</c>.</summary>
    internal static string Named(FailureDomain domain) =>
        domain.Scope == LimitScope.Cloud ? "the cloud" : $"{domain.Scope.ToString().ToLowerInvariant()} {domain.Name}";

    /// <summary>What everybody takes for granted is left out.</summary>
    internal static string Where(LimitCount count) => count.Domain.Scope == LimitScope.Segment ? "" : $" of {Named(count.Domain)}";
}

using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.State;

/// <summary>What a process learns when it renews its leases.</summary>
/// <param name="Granted">The leases that are its own from now on; none where it is not admitted.</param>
/// <param name="IsAdmitted">It reads the policy in force, and is now known to live.</param>
/// <param name="Live">All replicas that live, the asking one too.</param>
/// <param name="InForce">Null before the first.</param>
/// <param name="Waiting">The policy that somebody of them cannot read; null: none.</param>
public sealed record LeaseRenewal(
    IReadOnlyList<SegmentLease> Granted, bool IsAdmitted, IReadOnlyList<Replica> Live, PolicyMark? InForce, PolicyMark? Waiting)
{
    /// <summary>Of what operators have switched, by whatever replica: <see cref="OperatorState.Version"/>.</summary>
    public long Operators { get; init; }

    /// <summary>The number of the journal's newest batch with an observer's word, of whatever replica; 0: there is none.</summary>
    public long Words { get; init; }
}

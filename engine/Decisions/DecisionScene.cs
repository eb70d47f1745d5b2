using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>What a decision about one host rests on.</summary>
sealed record DecisionScene(
    ClusterSnapshot Snapshot,
    HostView Host,
    Beliefs Beliefs,
    RecoveryPolicy Policy,
    FenceLoad Load,
    WideOutages Outages,
    SubjectDigest Digest,
    DecisionOptions Options)
{
    public DateTimeOffset Now => Snapshot.TakenAt;

    /// <summary>When a fence that could not be proven now is tried again.</summary>
    public DateTimeOffset FenceRetryAt => Now + (Policy.Escalation.FenceRetryAfter ?? Options.FenceRetryAfter);
}

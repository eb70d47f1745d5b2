using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference;

/// <summary>Runs a policy's rules over a snapshot, from nothing. Pure: same snapshot and policy, same beliefs.</summary>
public static class InferenceRun
{
    public static Beliefs Over(ClusterSnapshot snapshot, RecoveryPolicy policy) => Over(snapshot, policy, FleetFacts.None);

    /// <param name="elsewhere">What other segments last said.</param>
    public static Beliefs Over(ClusterSnapshot snapshot, RecoveryPolicy policy, FleetFacts elsewhere) =>
        new SegmentInference(policy).Update(snapshot, elsewhere);
}

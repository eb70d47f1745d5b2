using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>A protected instance on the host, and what the policy's own cells ask for it at the fault's age.</summary>
/// <param name="OfHost">What the row about the host asks; null: nothing.</param>
/// <param name="OfFault">What the row about its own fault asks; null: nothing, or something larger covers the fault.</param>
public sealed record ProofInstance(Instance Instance, ClassVerdict Class, LadderRung? OfHost, LadderRung? OfFault)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"{Instance.Name} ({Class.Class.Name()})";
}

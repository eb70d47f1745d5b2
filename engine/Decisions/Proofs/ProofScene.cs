using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>One situation with what was decided in it: all that a law judges by.</summary>
/// <param name="HostRow">The row that speaks for the host; null: it is not faulty.</param>
/// <param name="Instances">The protected ones.</param>
/// <param name="Decisions">What the decider said.</param>
/// <param name="Broken">The rules could not be run, so there are none; null when they could.</param>
/// <param name="Refused">The decider refused its own plan, so there are none; null when it did not.</param>
public sealed record ProofScene(
    RecoveryPolicy Policy,
    RowMatch? HostRow,
    IReadOnlyList<ProofInstance> Instances,
    IReadOnlyList<Decision> Decisions,
    string? Broken = null,
    string? Refused = null);

using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>
/// Shows of a whole policy that its promises hold, by running the rules and the decider of the service itself over every combination
/// of signals, contents of a host, faults and ages. Pure.
/// </summary>
public static class PolicyProof
{
    /// <summary>In the order they are told.</summary>
    public static IReadOnlyList<IProofLaw> Laws { get; } =
        [new EvacuateAfterFenceLaw(), new LiveInstancesSparedLaw(), new EveryoneDecidedLaw()];

    /// <summary>More combinations than this are thinned out, and the report says how; some ten seconds of work.</summary>
    public const int SituationsMax = 1_000_000;

    public static ProofReport Of(RecoveryPolicy policy, DecisionOptions options) => Of(policy, options, ProofHints.None);

    /// <param name="hints">What the policy's text speaks of.</param>
    public static ProofReport Of(RecoveryPolicy policy, DecisionOptions options, ProofHints hints) =>
        Of(policy, options, hints, SituationsMax);

    internal static ProofReport Of(RecoveryPolicy policy, DecisionOptions options, ProofHints hints, int most)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(hints);
        var space = new ProofSpace(policy, hints, most);
        var stage = new ProofStage(policy, options);
        var ledgers = Laws.Select(l => new LawLedger(l, policy)).ToList();
        var (situations, isBlind) = (0, true);
        foreach (var situation in space.Situations())
        {
            situations++;
            var scene = stage.Play(situation);
            isBlind &= scene.Instances.Count == 0;
            foreach (var ledger in ledgers)
                ledger.Judge(situation, scene);
        }

        return new ProofReport(
            policy.Version, [.. ledgers.Select(l => l.Close(isBlind))], space.Covered(situations));
    }
}

using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>All the situations of one proof.</summary>
sealed record ProofSpace(
    RecoveryPolicy Policy, ProofHints Hints, IReadOnlyList<ProofStatuses> Statuses, ProofContents Contents, IReadOnlyList<TimeSpan> Ages)
{
    public static ProofSpace Of(RecoveryPolicy policy, ProofHints hints) =>
        new(policy, hints, ProofStatuses.All(hints), ProofContents.Under(policy, hints), ProofAges.Of(policy));

    public IEnumerable<ProofSituation> Situations() =>
        from age in Ages
        from statuses in Statuses
        from content in Contents.All
        from maintenance in (bool[])[false, true]
        from faults in content.Faults()
        select new ProofSituation(statuses, content, age, maintenance, faults);

    public ProofCoverage Covered(int situations) => new(
        situations, Statuses.Count, [], [.. Contents.All.Select(c => c.Name)], Ages, Contents.NotReached, []);
}

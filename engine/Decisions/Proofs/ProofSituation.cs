using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>One combination that a proof looks at.</summary>
/// <param name="Age">For how long signals and faults have stood so.</param>
/// <param name="Faults">Of instances on it.</param>
sealed record ProofSituation(
    ProofStatuses Statuses, ProofContent Content, TimeSpan Age, bool Maintenance, IReadOnlyList<FaultAt> Faults)
{
    /// <summary>The smaller, the easier to understand: few troubles first, then young ones.</summary>
    public (int, TimeSpan, int, bool, int) Size =>
        (Statuses.Troubles + Faults.Count, Age, Faults.Count, Maintenance, Content.Instances.Count);

    /// <summary>For people.</summary>
    public override string ToString() =>
        $"{Statuses}, for {Durations.Text(Age)}"
        + (Faults.Count > 0 ? $"; {string.Join(", ", Faults)}" : "")
        + (Maintenance ? "; in maintenance" : "");
}

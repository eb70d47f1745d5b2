using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>
/// All that the decider takes from the rules. Two situations of one host with the same signals, age and instances that stand alike
/// are decided alike, so the second need not be.
/// </summary>
sealed class ProofStanding
{
    readonly string? error;
    readonly bool isSuspect;
    readonly List<RowMatch> rows = [];
    readonly List<HostFact> about = [];

    /// <param name="host">The one that is varied.</param>
    public ProofStanding(ClusterSnapshot now, Beliefs beliefs, HostView host)
    {
        error = beliefs.Error;
        HostRow = beliefs.FaultOf(host.Name);
        isSuspect = beliefs.IsSuspect(host.Name);
        foreach (var fault in host.Faults)
        {
            if (beliefs.SuppressionOf(host.Name, fault.Instance) is null && beliefs.RowOf(host.Name, fault.Instance) is { } row)
                rows.Add(row);
        }

        foreach (var each in now.Hosts)
        {
            foreach (var veto in beliefs.Of(each.Name, KnownKinds.Veto))
                about.Add(veto);
            if (each.Name == host.Name)
                continue;
            foreach (var fault in beliefs.Of(each.Name, KnownKinds.HostFault))
                about.Add(fault);
            foreach (var suspect in beliefs.Of(each.Name, KnownKinds.HostSuspect))
                about.Add(suspect);
        }
    }

    /// <summary>The row that speaks for the host; null: it is not faulty.</summary>
    public RowMatch? HostRow { get; }

    /// <summary>The row that speaks for an instance with a fault of its own that nothing larger covers.</summary>
    public RowMatch? RowOf(Instance instance) => rows.Find(r => r.Instance == instance.Id);

    public bool IsLike(ProofStanding other) =>
        error == other.error && isSuspect == other.isSuspect && AskTheSame(HostRow, other.HostRow)
        && rows.Count == other.rows.Count && rows.Zip(other.rows).All(r => AskTheSame(r.First, r.Second))
        && about.SequenceEqual(other.about);

    static bool AskTheSame(RowMatch? a, RowMatch? b) =>
        a is null || b is null ? a is null && b is null : a.Equals(b) && a.Because == b.Because && AlikeCells(a, b);

    static bool AlikeCells(RowMatch a, RowMatch b) =>
        ReferenceEquals(a.Cells, b.Cells)
        || (a.Cells.Count == b.Cells.Count && a.Cells.All(c => c.Value.Equals(b.Cells.GetValueOrDefault(c.Key))));
}

using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Rules.Tests;

/// <summary>What a policy's rules make of a snapshot, for looking into.</summary>
sealed class Inferred(RecoveryPolicy policy, ClusterSnapshot snapshot)
{
    public Beliefs Beliefs { get; } = InferenceRun.Over(snapshot, policy);

    /// <summary>Facts of one kind, host by host in the order of the snapshot.</summary>
    public IReadOnlyList<T> Of<T>(FactKind<T> kind)
        where T : Fact
    {
        var all = new List<T>();
        foreach (var host in snapshot.Hosts)
        {
            foreach (var fact in Beliefs.Of(host.Name, kind))
                all.Add(fact);
        }

        return all;
    }

    /// <summary>Everything derived about hosts, in order, a line each.</summary>
    public string Trace => string.Join('\n', snapshot.Hosts.SelectMany(h => Beliefs.FiringsOf(h.Name)));
}

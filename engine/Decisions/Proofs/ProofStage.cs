using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>
/// Plays situations on one made-up segment, of which only the first host changes. The rules are asked about each of them; the
/// decider where they do not say the same as before of the same signals, age and instances.
/// </summary>
sealed class ProofStage(RecoveryPolicy policy, DecisionOptions options)
{
    static readonly EventId Cause = new("policyha/proof", "fault");

    static readonly ClusterSnapshot Well = MadeUpSegment.With(_ => SignalStatus.Up, TimeSpan.FromDays(1), 0, 0);

    /// <summary>The moment of every situation, UTC.</summary>
    public static DateTimeOffset Now => Well.TakenAt;

    readonly SegmentInference inference = new(policy);
    readonly List<(ProofContent Content, ProofStanding Standing, ProofScene Scene)> played = [];
    ProofSituation? former;
    HostSignals signals = HostSignals.Unseen;

    public ProofScene Play(ProofSituation situation)
    {
        Begin(situation);
        var host = HostIn(situation);
        var snapshot = Well with { Hosts = [host, .. Well.Hosts.Skip(1)] };
        var beliefs = inference.Update(snapshot, FleetFacts.None);
        var standing = new ProofStanding(snapshot, beliefs, host);
        foreach (var (content, other, known) in played)
        {
            if (ReferenceEquals(content, situation.Content) && standing.IsLike(other))
                return known;
        }

        var scene = Decided(snapshot, beliefs, standing, Protected(host, standing, situation.Age));
        played.Add((situation.Content, standing, scene));
        return scene;
    }

    /// <summary>Forgets what was played with other table signals or at another age. The decider does not look at power and cluster.</summary>
    void Begin(ProofSituation situation)
    {
        var isSameAge = former is { } last && last.Age == situation.Age;
        if (!isSameAge || !ReferenceEquals(former!.Statuses, situation.Statuses))
            signals = situation.Statuses.Since(Well.TakenAt - situation.Age);
        if (!isSameAge || !former!.Statuses.HasTableOf(situation.Statuses))
            played.Clear();
        former = situation;
    }

    HostView HostIn(ProofSituation situation)
    {
        var since = Well.TakenAt - situation.Age;
        return Well.Hosts[0] with
        {
            Signals = signals,
            Instances = situation.Content.Instances,
            Faults = [.. situation.Faults.Select(f => new FaultEntry(f.Instance.Id, f.Kind, since, since, Cause))],
            Maintenance = situation.Maintenance,
        };
    }

    ProofScene Decided(ClusterSnapshot snapshot, Beliefs beliefs, ProofStanding standing, IReadOnlyList<ProofInstance> instances)
    {
        if (beliefs.Error is { } error)
            return new ProofScene(policy, standing.HostRow, instances, [], Broken: error);
        try
        {
            return new ProofScene(policy, standing.HostRow, instances, Decider.Decide(snapshot, beliefs, policy, options));
        }
        catch (InvariantBrokenException refused)
        {
            return new ProofScene(policy, standing.HostRow, instances, [], Refused: $"the service refused its own plan: {refused.Message}");
        }
    }

    List<ProofInstance> Protected(HostView host, ProofStanding standing, TimeSpan age)
    {
        var instances = new List<ProofInstance>(host.Instances.Count);
        foreach (var instance in host.Instances)
        {
            var verdict = policy.Classes.Classify(instance, host.Compute);
            if (verdict.Class != InstanceClass.None)
                instances.Add(new ProofInstance(
                    instance, verdict, Asked(standing.HostRow, verdict, age), Asked(standing.RowOf(instance), verdict, age)));
        }

        return instances;
    }

    static LadderRung? Asked(RowMatch? row, ClassVerdict verdict, TimeSpan age) =>
        row?.Cells.GetValueOrDefault(verdict.Class, ActionLadder.None).RungAt(age);
}

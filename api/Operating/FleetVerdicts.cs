using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Api.Operating;

/// <summary>Asks policies about the fleet as it stands: in the shadow, nothing is done or stored.</summary>
sealed class FleetVerdicts(ClusterState state, PolicyHolder policies, DecisionOptions options, TimeProvider clock)
{
    /// <summary>Every segment at this moment, by name.</summary>
    public IReadOnlyList<ClusterSnapshot> Segments()
    {
        var now = clock.GetUtcNow();
        return [.. state.Fleet.Segments.Select(s => state.SnapshotOf(s.Name, now)).OfType<ClusterSnapshot>()];
    }

    /// <summary>Where the two ask different things of the fleet, segment by segment.</summary>
    public Task<VerdictDiff> DiffAsync(RecoveryPolicy before, RecoveryPolicy after, CancellationToken ct)
    {
        var segments = Segments();
        return Task.Run(
            () =>
            {
                var changes = new List<VerdictChange>();
                var (old, young) = (AsSeenBy(before, segments), AsSeenBy(after, segments));
                var (toldOld, toldYoung) = (Verdicts.ToldBy(old, before), Verdicts.ToldBy(young, after));
                for (var i = 0; i < segments.Count; i++)
                {
                    ct.ThrowIfCancellationRequested();
                    var diff = VerdictDiff.Between(
                        Verdicts.Of(old[i], before, options, toldOld), Verdicts.Of(young[i], after, options, toldYoung));
                    changes.AddRange(diff.Changes);
                }

                return new VerdictDiff(changes);
            },
            ct);
    }

    /// <summary>A policy that wants another number of observers to agree sees other signals.</summary>
    public IReadOnlyList<ClusterSnapshot> AsSeenBy(RecoveryPolicy policy, IReadOnlyList<ClusterSnapshot> segments) =>
        policy.Observers == policies.Current.Observers
            ? segments
            : [.. segments.Select(s => s with { Hosts = [.. s.Hosts.Select(h => AsSeenBy(policy, h, s.TakenAt))] })];

    HostView AsSeenBy(RecoveryPolicy policy, HostView host, DateTimeOffset at) =>
        host with { Signals = state.Board.SignalsIf(host.Name, policy.Observers, at) };
}

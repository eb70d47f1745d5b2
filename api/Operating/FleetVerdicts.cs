using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
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
                foreach (var segment in segments)
                {
                    ct.ThrowIfCancellationRequested();
                    var (old, young) = (AsSeenBy(before, segment), AsSeenBy(after, segment));
                    var diff = VerdictDiff.Between(
                        Verdicts.Of(old, before, options), Verdicts.Of(young, after, options));
                    changes.AddRange(diff.Changes);
                }

                return new VerdictDiff(changes);
            },
            ct);
    }

    /// <summary>The segment of a host; null when there is no such host.</summary>
    public ClusterSnapshot? SegmentOf(HostName host) =>
        state.Fleet.Host(host) is { } known ? state.SnapshotOf(known.Segment, clock.GetUtcNow()) : null;

    /// <summary>A policy that wants another number of observers to agree sees other signals.</summary>
    public ClusterSnapshot AsSeenBy(RecoveryPolicy policy, ClusterSnapshot segment) =>
        policy.Observers == policies.Current.Observers
            ? segment
            : segment with { Hosts = [.. segment.Hosts.Select(h => AsSeenBy(policy, h, segment.TakenAt))] };

    HostView AsSeenBy(RecoveryPolicy policy, HostView host, DateTimeOffset at) =>
        host with { Signals = state.Board.SignalsIf(host.Name, policy.Observers, at) };
}

using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.State;

/// <summary>The segments this process owns, and until when. Who cannot renew stops acting before another may begin.</summary>
/// <param name="language">The newest rule language this process reads.</param>
public sealed class Leases(ILeaseStore store, string owner, int language, TimeProvider clock)
{
    /// <summary>How long we act under a lease unless it is renewed, by a clock that nobody can set. 15 s.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(15);

    /// <summary>
    /// What the store is told: another machine finds the lease over by its own wall clock, which may be ahead of ours. Takeover
    /// after the crash of a machine takes as long; after a crash of the process alone the lock of the store says it sooner.
    /// </summary>
    public static readonly TimeSpan Takeover = Ttl + SignalBoard.SkewMax;

    /// <summary>No act is begun this close to the end of a lease: it could outlive it. 5 s.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<SegmentName, (SegmentLease Lease, long AskedAt)> held = new();

    /// <summary>What the store said at the last renewal; null before the first.</summary>
    public LeaseRenewal? Last { get; private set; }

    /// <summary>Takes or renews the leases of these segments. Where the store does not admit us, we have none from now on.</summary>
    /// <returns>The segments that are ours from now on and were not before.</returns>
    public async Task<IReadOnlyList<SegmentName>> RenewAsync(IReadOnlyCollection<SegmentName> segments, CancellationToken ct)
    {
        var (gained, askedAt) = (new List<SegmentName>(), clock.GetTimestamp());
        Last = await store.AcquireAsync(segments, owner, language, clock.GetUtcNow(), Takeover, ct);
        if (!Last.IsAdmitted)
            held.Clear();
        foreach (var lease in Last.Granted)
        {
            if (Of(lease.Segment)?.Epoch != lease.Epoch)
                gained.Add(lease.Segment);
            held[lease.Segment] = (lease, askedAt);
        }

        return gained;
    }

    /// <summary>The lease, while there is time enough left to act under it; null otherwise.</summary>
    public SegmentLease? Of(SegmentName segment) =>
        held.TryGetValue(segment, out var ours) && clock.GetElapsedTime(ours.AskedAt) < Ttl - Margin ? ours.Lease : null;

    /// <summary>The store says that somebody else has it.</summary>
    public void Lose(SegmentName segment) => held.TryRemove(segment, out _);
}

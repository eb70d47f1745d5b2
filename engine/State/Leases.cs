using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.State;

/// <summary>The segments this process owns, and until when. Who cannot renew stops acting before another may begin.</summary>
public sealed class Leases(ILeaseStore store, string owner, TimeProvider clock)
{
    /// <summary>How long a lease lasts unless renewed: takeover after a crash takes no longer than this. 15 s.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(15);

    /// <summary>No act is begun this close to the end of a lease: it could outlive it. 5 s.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<SegmentName, SegmentLease> held = new();

    /// <summary>Takes or renews the leases of these segments.</summary>
    /// <returns>The segments that are ours from now on and were not before.</returns>
    public async Task<IReadOnlyList<SegmentName>> RenewAsync(IReadOnlyCollection<SegmentName> segments, CancellationToken ct)
    {
        var gained = new List<SegmentName>();
        foreach (var lease in await store.AcquireAsync(segments, owner, clock.GetUtcNow(), Ttl, ct))
        {
            if (Of(lease.Segment)?.Epoch != lease.Epoch)
                gained.Add(lease.Segment);
            held[lease.Segment] = lease;
        }

        return gained;
    }

    /// <summary>The lease, while there is time enough left to act under it; null otherwise.</summary>
    public SegmentLease? Of(SegmentName segment) =>
        held.TryGetValue(segment, out var lease) && clock.GetUtcNow() < lease.ExpiresAt - Margin ? lease : null;

    /// <summary>The store says that somebody else has it.</summary>
    public void Lose(SegmentName segment) => held.TryRemove(segment, out _);
}

using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Ports;

/// <summary>Keeps who owns which segment.</summary>
public interface ILeaseStore
{
    /// <summary>
    /// Takes or renews leases. A free, expired, or own lease is granted until <paramref name="now"/> + <paramref name="ttl"/>; a
    /// new owner, or the same one after a restart (<paramref name="owner"/> differs by process), gets a higher epoch.
    /// </summary>
    /// <returns>Only those granted.</returns>
    Task<IReadOnlyList<SegmentLease>> AcquireAsync(
        IReadOnlyCollection<SegmentName> segments, string owner, DateTimeOffset now, TimeSpan ttl, CancellationToken ct);
}

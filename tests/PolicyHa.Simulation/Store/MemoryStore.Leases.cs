using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Simulation.Store;

/// <summary>Who may act in which segment, and until when.</summary>
public sealed partial class MemoryStore
{
    readonly Dictionary<SegmentName, SegmentLease> leases = [];

    public Task<LeaseRenewal> AcquireAsync(
        IReadOnlyCollection<SegmentName> segments, string owner, int language, DateTimeOffset now, TimeSpan ttl, CancellationToken ct)
    {
        var granted = new List<SegmentLease>();
        var isAdmitted = false;
        Chore(() =>
        {
            isAdmitted = LanguageGate.Admits(language, Mark(PolicyInForce));
            if (!isAdmitted)
                return;
            See(new Replica(owner, language, now + ttl));
            Grant(segments, owner, now, ttl, granted);
        });
        return Task.FromResult(new LeaseRenewal(granted, isAdmitted, Live(now), Mark(PolicyInForce), Mark(waiting)) { Operators = Operators.Version, Words = words });
    }

    void Grant(IReadOnlyCollection<SegmentName> segments, string owner, DateTimeOffset now, TimeSpan ttl, List<SegmentLease> granted)
    {
        foreach (var segment in segments)
        {
            var known = leases.GetValueOrDefault(segment);
            if (known is not null && known.Owner != owner && known.ExpiresAt > now)
                continue;
            var epoch = known is null ? 1 : known.Owner == owner ? known.Epoch : known.Epoch + 1;
            granted.Add(leases[segment] = new SegmentLease(segment, owner, epoch, now + ttl));
        }
    }
}

using System.Data;
using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Who owns which segment, in SQLite. There is one writer, so looking and taking are one act.</summary>
sealed class SqliteLeases(GroupCommitWriter writer) : ILeaseStore
{
    public Task<IReadOnlyList<SegmentLease>> AcquireAsync(
        IReadOnlyCollection<SegmentName> segments, string owner, DateTimeOffset now, TimeSpan ttl, CancellationToken ct)
    {
        SegmentName[] wanted = [.. segments.Distinct()];
        return writer.WriteAsync<IReadOnlyList<SegmentLease>>(
            db =>
                [.. wanted.Select(segment => Acquire(db, segment, owner, now, now + ttl)).OfType<SegmentLease>()], ct);
    }

    static SegmentLease? Acquire(
        IDbConnection db, SegmentName segment, string owner, DateTimeOffset now, DateTimeOffset until)
    {
        if (LeaseTable.Renew(db, segment.Value, owner, until) is { } epoch)
            return new SegmentLease(segment, owner, epoch, until);
        return LeaseTable.IsHeld(db, segment.Value, now)
            ? null
            : new SegmentLease(segment, owner, LeaseTable.Grant(db, segment.Value, owner, until), until);
    }
}

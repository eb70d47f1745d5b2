using System.Data;
using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Who lives and who owns which segment, in SQLite. There is one writer, so looking and taking are one act.</summary>
sealed class SqliteLeases(GroupCommitWriter writer, SqliteReaders readers) : ILeaseStore
{
    public Task<LeaseRenewal> AcquireAsync(
        IReadOnlyCollection<SegmentName> segments, string owner, int language, DateTimeOffset now, TimeSpan ttl, CancellationToken ct)
    {
        SegmentName[] wanted = [.. segments.Distinct()];
        return writer.WriteAsync(
            db =>
            {
                var inForce = PolicyVersionTable.InForce(db);
                var isAdmitted = LanguageGate.Admits(language, inForce);
                if (isAdmitted)
                    ReplicaTable.Seen(db, owner, language, now, now + ttl);
                var granted = isAdmitted ? wanted.Select(segment => Acquire(db, segment, owner, now, now + ttl)).OfType<SegmentLease>().ToList() : [];
                return new LeaseRenewal(granted, isAdmitted, ReplicaTable.Live(db, now), inForce, PolicyWaitingTable.Mark(db))
                {
                    Operators = OperatorTables.Version(db),
                    Words = ObservationTable.Number(db),
                };
            },
            ct);
    }

    public Task<IReadOnlyList<Replica>> LiveAsync(DateTimeOffset now, CancellationToken ct) =>
        readers.ReadAsync(db => ReplicaTable.Live(db, now), ct);

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

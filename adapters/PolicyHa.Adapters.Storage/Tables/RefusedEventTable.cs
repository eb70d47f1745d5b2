using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Events that were put aside.</summary>
static class RefusedEventTable
{
    const string PutSql = """
        INSERT INTO refused_event (reason, detail, origin, payload, digest, at)
        VALUES (@Reason, @Detail, @Origin, @Payload, @Digest, @At)
        ON CONFLICT (origin, reason, digest) DO UPDATE SET detail = excluded.detail, at = excluded.at
        """;

    /// <summary>One that came again is kept once, with its last time.</summary>
    public static void Put(IDbConnection db, IEnumerable<RefusedEventRow> refused) => db.Execute(PutSql, refused);

    const string SinceSql = """
        SELECT reason, detail, origin, payload, at FROM refused_event
        WHERE at > @after
        ORDER BY at, sequence
        LIMIT @max
        """;

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<RefusedEvent> Since(IDbConnection db, DateTimeOffset after, int max) =>
    [
        .. db.Query<RefusedEventRow>(SinceSql, new { after = StoredTime.Text(after), max }).Select(r => r.ToRefused()),
    ];

    const string PurgeSql = """
        DELETE FROM refused_event WHERE sequence IN (
            SELECT sequence FROM refused_event WHERE at < @before ORDER BY at LIMIT @max)
        """;

    public static int Purge(IDbConnection db, DateTimeOffset before, int max) =>
        db.Execute(PurgeSql, new { before = StoredTime.Text(before), max });
}

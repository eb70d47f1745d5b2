using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Changes of agreed statuses. Appended only, each event's change of a subject once.</summary>
static class FlipTable
{
    const string Columns = """
        subject, host, signal, instance, fault, from_status AS FromStatus, to_status AS ToStatus, at,
        observed_at AS ObservedAt,
        source, event_id AS EventId
        """;

    const string AppendSql = """
        INSERT INTO flip (
            subject, host, signal, instance, fault, from_status, to_status, at, observed_at, source, event_id)
        VALUES (
            @Subject, @Host, @Signal, @Instance, @Fault, @FromStatus, @ToStatus, @At, @ObservedAt, @Source, @EventId)
        ON CONFLICT (source, event_id, subject, to_status) DO NOTHING
        """;

    public static void Append(IDbConnection db, IEnumerable<FlipRow> flips) => db.Execute(AppendSql, flips);

    const string LatestSql = $"""
        SELECT {Columns} FROM flip
        WHERE sequence IN (SELECT max(sequence) FROM flip GROUP BY subject)
        ORDER BY sequence
        """;

    /// <summary>The newest of each subject.</summary>
    public static IReadOnlyList<Flip> Latest(IDbConnection db) =>
        [.. db.Query<FlipRow>(LatestSql).Select(r => r.ToFlip())];

    const string SinceSql = $"""
        SELECT {Columns} FROM (SELECT * FROM flip WHERE at >= @since ORDER BY sequence DESC LIMIT @max)
        ORDER BY sequence
        """;

    /// <summary>The newest <paramref name="max"/> of them, oldest first.</summary>
    public static IReadOnlyList<Flip> Since(IDbConnection db, DateTimeOffset since, int max) =>
        [.. db.Query<FlipRow>(SinceSql, new { since = StoredTime.Text(since), max }).Select(r => r.ToFlip())];

    const string PurgeSql = $"""
        DELETE FROM flip WHERE sequence IN (
            SELECT sequence FROM flip AS old
            WHERE at < @before
              AND (EXISTS (SELECT 1 FROM flip AS newer WHERE newer.subject = old.subject AND newer.sequence > old.sequence)
                OR ({FleetTables.HasLeft}))
            ORDER BY at
            LIMIT @max)
        """;

    /// <summary>
    /// Forgets old flips, but not the newest of a subject that is still in the cloud: it says since when the status stands.
    /// </summary>
    public static int Purge(IDbConnection db, DateTimeOffset before, int max) =>
        db.Execute(PurgeSql, new { before = StoredTime.Text(before), max });
}

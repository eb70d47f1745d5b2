using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>The latest word of each observer on each subject.</summary>
static class ObservationTable
{
    const string UpsertSql = """
        INSERT INTO observation (
            subject, observer, host, signal, instance, fault, status, observed_at, sequence, ttl_ms, votes, received_at,
            source, event_id, number)
        VALUES (
            @Subject, @Observer, @Host, @Signal, @Instance, @Fault, @Status, @ObservedAt, @Sequence, @TtlMs, @Votes,
            @ReceivedAt,
            @Source, @EventId, (SELECT number FROM word_number))
        ON CONFLICT (subject, observer) DO UPDATE SET
            host = excluded.host, fault = excluded.fault, status = excluded.status, observed_at = excluded.observed_at,
            sequence = excluded.sequence, ttl_ms = excluded.ttl_ms, votes = excluded.votes,
            received_at = excluded.received_at,
            source = excluded.source, event_id = excluded.event_id, number = excluded.number
        WHERE excluded.received_at >= observation.received_at OR excluded.observed_at > observation.observed_at
        """;

    /// <summary>
    /// Keeps each word unless a newer one, by our clock and by the observer's, is there: batches of two sources may overtake each other, and
    /// the clocks of two replicas differ.
    /// </summary>
    public static void Upsert(IDbConnection db, IReadOnlyCollection<ObservationRow> words)
    {
        if (words.Count == 0)
            return;
        db.Execute(NextSql);
        db.Execute(UpsertSql, words);
    }

    const string NextSql = "UPDATE word_number SET number = number + 1";

    const string NumberSql = "SELECT number FROM word_number";

    /// <summary>Of the newest batch with words.</summary>
    public static long Number(IDbConnection db) => db.QuerySingle<long>(NumberSql);

    /// <summary>Only while there is a picture of the fleet: without one, everything would seem to have gone.</summary>
    const string PurgeSql = $"""
        DELETE FROM observation WHERE (subject, observer) IN (
            SELECT subject, observer FROM observation
            WHERE received_at < @before AND {FleetTables.HasLeft}
            LIMIT @max)
        """;

    /// <summary>Forgets old words on hosts and instances that have left the cloud, but none that an open incident is about.</summary>
    public static int Purge(IDbConnection db, DateTimeOffset before, int max) =>
        db.Execute(PurgeSql, new { before = StoredTime.Text(before), max });

    const string Columns = """
        subject, observer, host, signal, instance, fault, status, observed_at AS ObservedAt, sequence, ttl_ms AS TtlMs, votes,
        received_at AS ReceivedAt, source, event_id AS EventId
        """;

    const string AllSql = $"SELECT {Columns} FROM observation ORDER BY subject, observer";

    public static IReadOnlyList<Observation> All(IDbConnection db) =>
        [.. db.Query<ObservationRow>(AllSql).Select(r => r.ToObservation())];

    const string AfterSql = $"SELECT {Columns} FROM observation WHERE number > @number ORDER BY number, subject, observer";

    /// <summary>Those that came with later batches than that.</summary>
    public static IReadOnlyList<Observation> After(IDbConnection db, long number) =>
        [.. db.Query<ObservationRow>(AfterSql, new { number }).Select(r => r.ToObservation())];
}

using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Alerts on their way, one row a sink.</summary>
static class OutboxTable
{
    const string PutSql = """
        INSERT INTO outbox (sink, key, type, severity, host, instance, scope, incident, summary, at, state, tries, next_at)
        VALUES (@Sink, @Key, @Type, @Severity, @Host, @Instance, @Scope, @Incident, @Summary, @At, 'waiting', 0, @NextAt)
        """;

    public static void Put(IDbConnection db, IEnumerable<OutboxRow> rows) => db.Execute(PutSql, rows);

    /// <summary>
    /// The oldest waiting item of each sink and key; those behind it wait. Sinks that are no longer configured keep
    /// theirs, in case they come back.
    /// </summary>
    const string Heads = """
        FROM outbox AS head
        WHERE state = 'waiting' AND sink IN @sinks AND NOT EXISTS (
            SELECT 1 FROM outbox AS earlier
            WHERE earlier.sink = head.sink AND earlier.key = head.key AND earlier.state = 'waiting'
              AND earlier.sequence < head.sequence)
        """;

    const string DueSql = $"""
        SELECT sequence, sink, key, type, severity, host, instance, scope, incident, summary, at, tries, next_at AS NextAt
        {Heads} AND next_at <= @now
        ORDER BY sequence
        LIMIT @max
        """;

    public static IReadOnlyList<OutboxItem> Due(
        IDbConnection db, IReadOnlyList<string> sinks, DateTimeOffset now, int max) =>
        [.. db.Query<OutboxRow>(DueSql, new { sinks, now = StoredTime.Text(now), max }).Select(r => r.ToItem())];

    const string NextDueSql = $"SELECT min(next_at) {Heads}";

    public static DateTimeOffset? NextDue(IDbConnection db, IReadOnlyList<string> sinks) =>
        StoredTime.ReadOrNull(db.QuerySingle<string?>(NextDueSql, new { sinks }));

    const string SettleSql = """
        UPDATE outbox SET state = @state, tries = tries + 1, settled_at = @settledAt, next_at = coalesce(@nextAt,
        next_at),
            answer = @answer
        WHERE sequence = @sequence AND state = 'waiting'
        """;

    public static void Delivered(IDbConnection db, long sequence, DateTimeOffset at, string answer) =>
        Settle(db, sequence, "delivered", StoredTime.Text(at), nextAt: null, answer);

    public static void TryAgain(IDbConnection db, long sequence, DateTimeOffset nextAt, string reason) =>
        Settle(db, sequence, "waiting", settledAt: null, StoredTime.Text(nextAt), reason);

    public static void GiveUp(IDbConnection db, long sequence, DateTimeOffset at, string reason) =>
        Settle(db, sequence, "dead", StoredTime.Text(at), nextAt: null, reason);

    /// <exception cref="StaleStateException">Somebody else has settled it.</exception>
    static void Settle(IDbConnection db, long sequence, string state, string? settledAt, string? nextAt, string answer)
    {
        if (db.Execute(SettleSql, new { sequence, state, settledAt, nextAt, answer }) != 1)
            throw new StaleStateException($"alert {sequence} is not waiting: it was delivered or given up already");
    }

    const string PurgeSql = """
        DELETE FROM outbox WHERE sequence IN (
            SELECT sequence FROM outbox WHERE at < @before AND (state <> 'waiting' OR sink NOT IN @sinks) ORDER BY at LIMIT @max)
        """;

    /// <summary>Forgets old alerts that were delivered or given up, or whose sink has not come back.</summary>
    public static int Purge(IDbConnection db, IReadOnlyList<string> sinks, DateTimeOffset before, int max) =>
        db.Execute(PurgeSql, new { sinks, before = StoredTime.Text(before), max });
}

using System.Data;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Alerts on their way, in SQLite.</summary>
sealed class SqliteOutbox(
    GroupCommitWriter writer, SqliteReaders readers, IReadOnlyList<string> sinks, TimeProvider clock) : IAlertOutbox
{
    public Task<IReadOnlyList<OutboxItem>> DueAsync(DateTimeOffset now, int max, CancellationToken ct) =>
        readers.ReadAsync(db => OutboxTable.Due(db, sinks, now, max), ct);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) =>
        readers.ReadAsync(db => OutboxTable.NextDue(db, sinks), ct);

    public Task DeliveredAsync(OutboxItem item, DateTimeOffset at, string answer, CancellationToken ct) =>
        SettleAsync(db => OutboxTable.Delivered(db, item.Sequence, at, answer), AlertLine.Delivered(item, at, answer), ct);

    public Task FailedAsync(OutboxItem item, string reason, DateTimeOffset? nextAt, CancellationToken ct)
    {
        if (nextAt is { } at)
            return writer.WriteAsync(db => OutboxTable.TryAgain(db, item.Sequence, at, reason), ct);
        var now = clock.GetUtcNow();
        return SettleAsync(db => OutboxTable.GiveUp(db, item.Sequence, now, reason), AlertLine.GivenUp(item, now, reason), ct);
    }

    /// <summary>With its line of history.</summary>
    Task SettleAsync(Action<IDbConnection> settle, HistoryEntry entry, CancellationToken ct)
    {
        var line = HistoryRow.Of(entry);
        return writer.WriteAsync(
            db =>
            {
                settle(db);
                HistoryTable.Append(db, [line]);
            },
            ct);
    }
}

using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.Alerts;
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
        writer.WriteAsync(db => OutboxTable.Delivered(db, item.Sequence, at, answer), ct);

    public Task FailedAsync(OutboxItem item, string reason, DateTimeOffset? nextAt, CancellationToken ct) =>
        nextAt is { } at
            ? writer.WriteAsync(db => OutboxTable.TryAgain(db, item.Sequence, at, reason), ct)
            : writer.WriteAsync(db => OutboxTable.GiveUp(db, item.Sequence, clock.GetUtcNow(), reason), ct);
}

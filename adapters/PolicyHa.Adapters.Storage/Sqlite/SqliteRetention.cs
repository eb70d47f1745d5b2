using System.Data;
using PolicyHa.Adapters.Storage.Tables;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Forgets old rows in SQLite.</summary>
sealed class SqliteRetention(GroupCommitWriter writer, IReadOnlyList<string> sinks) : IRetention
{
    /// <summary>Rows a write: a few milliseconds, so that a decision hardly waits for the broom.</summary>
    const int RowsPerWrite = 1_000;

    public async Task<int> PurgeJournalAsync(DateTimeOffset before, CancellationToken ct) =>
        await PurgeAsync(FlipTable.Purge, before, ct)
        + await PurgeAsync(RefusedEventTable.Purge, before, ct)
        + await PurgeAsync(ObservationTable.Purge, before, ct)
        + await PurgeAsync(LifeSignTable.Purge, before, ct);

    public async Task<int> PurgeHistoryAsync(DateTimeOffset before, CancellationToken ct) =>
        await PurgeAsync(HistoryTable.Purge, before, ct)
        + await PurgeAsync((db, old, max) => OutboxTable.Purge(db, sinks, old, max), before, ct)
        + await PurgeAsync(IncidentTable.Purge, before, ct)
        + await PurgeAsync(StormTables.PurgeFenced, before, ct)
        + await PurgeAsync(StormTables.Purge, before, ct);

    async Task<int> PurgeAsync(
        Func<IDbConnection, DateTimeOffset, int, int> purge, DateTimeOffset before, CancellationToken ct)
    {
        var gone = 0;
        while (true)
        {
            var rows = await writer.WriteAsync(db => purge(db, before, RowsPerWrite), ct);
            gone += rows;
            if (rows < RowsPerWrite)
                return gone;
        }
    }
}

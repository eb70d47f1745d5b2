using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Flips, observers' latest words, refused events and source offsets in SQLite.</summary>
sealed class SqliteJournal(GroupCommitWriter writer, SqliteReaders readers) : IJournal
{
    public Task AppendAsync(JournalBatch batch, CancellationToken ct)
    {
        FlipRow[] flips = [.. batch.Flips.Select(FlipRow.Of)];
        ObservationRow[] words = [.. batch.Observations.Select(ObservationRow.Of)];
        RefusedEventRow[] refused = [.. batch.Refused.Select(RefusedEventRow.Of)];
        return writer.WriteAsync(
            db =>
            {
                FlipTable.Append(db, flips);
                ObservationTable.Upsert(db, words);
                LifeSignTable.Put(db, batch.LifeSigns);
                WatchdogTable.Put(db, batch.Watchdogs);
                ShutdownTable.Put(db, batch.Shutdowns);
                RefusedEventTable.Put(db, refused);
                SourceOffsetTable.Set(db, batch.Offsets);
            },
            ct);
    }

    public Task<IReadOnlyList<Observation>> LoadObservationsAsync(CancellationToken ct) =>
        readers.ReadAsync(ObservationTable.All, ct);

    public Task<IReadOnlyList<Observation>> LoadObservationsAfterAsync(long number, CancellationToken ct) =>
        readers.ReadAsync(db => ObservationTable.After(db, number), ct);

    public Task<IReadOnlyList<Flip>> LoadLatestFlipsAsync(CancellationToken ct) =>
        readers.ReadAsync(FlipTable.Latest, ct);

    public Task<IReadOnlyList<LifeSign>> LoadLifeSignsAsync(CancellationToken ct) =>
        readers.ReadAsync(LifeSignTable.All, ct);

    public Task<IReadOnlyList<WatchdogWord>> LoadWatchdogsAsync(CancellationToken ct) =>
        readers.ReadAsync(WatchdogTable.All, ct);

    public Task<IReadOnlyList<ShutdownNotice>> LoadShutdownsAsync(CancellationToken ct) =>
        readers.ReadAsync(ShutdownTable.All, ct);

    public Task<IReadOnlyList<RefusedEvent>> RefusedAsync(DateTimeOffset after, int max, CancellationToken ct) =>
        readers.ReadAsync(db => RefusedEventTable.Since(db, after, max), ct);
}

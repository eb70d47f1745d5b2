using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Looks up flips in SQLite.</summary>
sealed class SqliteFlipReader(SqliteReaders readers) : IFlipReader
{
    public Task<IReadOnlyList<Flip>> SinceAsync(DateTimeOffset since, int max, CancellationToken ct) =>
        readers.ReadAsync(db => FlipTable.Since(db, since, max), ct);
}

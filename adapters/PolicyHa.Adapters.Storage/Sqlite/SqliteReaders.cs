using Microsoft.Data.Sqlite;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Reads beside the writer, each from one consistent picture of the database.</summary>
sealed class SqliteReaders(string path) : IDisposable
{
    readonly string connectionString = SqliteConnections.ForReading(path);
    volatile bool isDisposed;

    /// <summary>Runs off the caller's thread, because SQLite reads files without async.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken ct) => Task.Run(
        () =>
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            using var snapshot = connection.BeginTransaction(deferred: true);
            return read(connection);
        },
        ct);

    public void Dispose()
    {
        isDisposed = true;
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }
}

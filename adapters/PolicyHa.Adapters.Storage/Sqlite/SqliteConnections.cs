using Dapper;
using Microsoft.Data.Sqlite;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>The two kinds of connections: one that writes, many that read.</summary>
static class SqliteConnections
{
    /// <summary>How long a write waits for somebody else's, such as an operator with the sqlite3 shell.</summary>
    const int BusyTimeoutSeconds = 10;

    /// <summary>
    /// FULL: a commit is on disk before it returns. 32 MiB of cache hold the indexes of a large fleet. The WAL shrinks
    /// to 64 MiB again after a burst.
    /// </summary>
    const string WriterPragmas = """
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -32768;
        PRAGMA journal_size_limit = 67108864;
        """;

    public static SqliteConnection OpenWriter(string path)
    {
        NativeSqlite.Register();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = BusyTimeoutSeconds,
        }.ToString());
        try
        {
            connection.Open();
            if (connection.QuerySingle<string>("PRAGMA journal_mode = WAL") is not "wal")
                throw new StoreOpenException(
                    $"the file system of {path} does not support SQLite's WAL mode; use a local disk");
            connection.Execute(WriterPragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Pooled: opening one is cheap.</summary>
    public static string ForReading(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadOnly,
        DefaultTimeout = BusyTimeoutSeconds,
    }.ToString();
}

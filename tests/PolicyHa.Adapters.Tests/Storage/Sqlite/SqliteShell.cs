using Dapper;
using Microsoft.Data.Sqlite;

namespace PolicyHa.Adapters.Tests.Storage.Sqlite;

/// <summary>An operator with the sqlite3 shell: looks into the database, and meddles with it.</summary>
static class SqliteShell
{
    public static IReadOnlyList<string> Query(string path, string sql)
    {
        using var connection = Open(path);
        return [.. connection.Query<string>(sql)];
    }

    public static void Execute(string path, string sql)
    {
        using var connection = Open(path);
        connection.Execute(sql);
    }

    /// <summary>
    /// Copies what a power cut would leave: the files as they are in the midst of writing. A reader keeps the WAL from
    /// starting over between the two copies; the WAL comes second, so that it has all the database file may lack.
    /// </summary>
    public static void CopyAsAfterPowerCut(string path, string copy)
    {
        using var connection = Open(path);
        using var reader = connection.BeginTransaction(deferred: true);
        connection.Execute("SELECT count(*) FROM history");
        File.Copy(path, copy);
        File.Copy(path + "-wal", copy + "-wal");
    }

    static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}

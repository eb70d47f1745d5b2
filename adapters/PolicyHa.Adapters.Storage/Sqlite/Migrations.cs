using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using PolicyHa.Adapters.Storage.Rows;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Brings a database's schema up to what this program knows, by the numbered scripts embedded in it.</summary>
static class Migrations
{
    const string Folder = "Migrations/";

    const string TableSql = """
        CREATE TABLE IF NOT EXISTS migration (
            number     INTEGER PRIMARY KEY,
            name       TEXT NOT NULL,
            applied_at TEXT NOT NULL
        ) STRICT
        """;

    const string IsForeignSql = """
        SELECT count(*) > 0 AND sum(name = 'migration') = 0 FROM sqlite_schema WHERE type = 'table'
        """;

    const string NewestSql = "SELECT coalesce(max(number), 0) FROM migration";

    const string AppliedSql = "INSERT INTO migration (number, name, applied_at) VALUES (@number, @name, @appliedAt)";

    /// <summary>All missing scripts in one transaction.</summary>
    /// <returns>The schema's number afterwards.</returns>
    /// <exception cref="StoreOpenException">The file is newer than this program, or somebody else's.</exception>
    public static int Apply(SqliteConnection connection, string path, DateTimeOffset at)
    {
        var scripts = Scripts();
        using var transaction = connection.BeginTransaction();
        if (connection.QuerySingle<bool?>(IsForeignSql) is true)
            throw new StoreOpenException($"{path} is a database of another program; configure another path");
        connection.Execute(TableSql);
        var newest = connection.QuerySingle<int>(NewestSql);
        var known = scripts[^1].Number;
        if (newest > known)
            throw new StoreOpenException(
                $"the database {path} has schema {newest}, this program knows schemas up to {known}; "
                + "start the newer program, or restore the copy made before its upgrade");
        foreach (var (number, name, sql) in scripts.Where(s => s.Number > newest))
        {
            connection.Execute(sql);
            connection.Execute(AppliedSql, new { number, name, appliedAt = StoredTime.Text(at) });
        }

        transaction.Commit();
        return known;
    }

    /// <summary>By number: the digits before the first underscore of the name.</summary>
    static List<(int Number, string Name, string Sql)> Scripts()
    {
        var assembly = typeof(Migrations).Assembly;
        return
        [
            .. from resource in assembly.GetManifestResourceNames()
               where resource.StartsWith(Folder, StringComparison.Ordinal)
               let name = Path.GetFileNameWithoutExtension(resource)
               let number = int.Parse(name.Split('_')[0], CultureInfo.InvariantCulture)
               orderby number
               select (number, name, Text(assembly.GetManifestResourceStream(resource)!)),
        ];
    }

    static string Text(Stream script)
    {
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }
}

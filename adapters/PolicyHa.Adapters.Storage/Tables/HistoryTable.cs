using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>What happened, line by line. Appended only.</summary>
static class HistoryTable
{
    const string AppendSql = """
        INSERT INTO history (at, kind, what, host, instance, incident, step, text)
        VALUES (@At, @Kind, @What, @Host, @Instance, @Incident, @Step, @Text)
        """;

    public static void Append(IDbConnection db, IEnumerable<HistoryRow> lines) => db.Execute(AppendSql, lines);

    const string ReadSql = """
        SELECT sequence, at, kind, what, host, instance, incident, step, text FROM history
        WHERE sequence > @after
          AND (@incident IS NULL OR incident = @incident)
          AND (@host IS NULL OR host = @host)
        ORDER BY sequence
        LIMIT @max
        """;

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<StoredEntry> Read(
        IDbConnection db, IncidentId? incident, string? host, long after, int max)
    {
        var rows = db.Query<HistoryRow>(ReadSql, new { incident = incident?.Value, host, after, max });
        return [.. rows.Select(r => r.ToEntry())];
    }

    const string PurgeSql = """
        DELETE FROM history WHERE sequence IN (
            SELECT sequence FROM history
            WHERE at < @before
              AND (incident IS NULL OR incident NOT IN (SELECT id FROM incident WHERE state <> 'closed'))
            ORDER BY at
            LIMIT @max)
        """;

    /// <summary>Forgets old lines, but none of an open incident.</summary>
    public static int Purge(IDbConnection db, DateTimeOffset before, int max) =>
        db.Execute(PurgeSql, new { before = StoredTime.Text(before), max });
}

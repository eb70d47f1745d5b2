using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Segments of which it was told that they would not stand the death of hosts.</summary>
static class RoomShortageTable
{
    const string PutSql = """
        INSERT INTO room_shortage (segment, incident, since) VALUES (@segment, @incident, @since)
        ON CONFLICT (segment) DO UPDATE SET incident = excluded.incident, since = excluded.since
        """;

    const string EndSql = "DELETE FROM room_shortage WHERE segment = @segment";

    public static void Apply(IDbConnection db, StateChanges changes)
    {
        if (changes.EndsShortage)
            db.Execute(EndSql, new { segment = changes.Segment.Value });
        if (changes.Shortage is { } begun)
            db.Execute(PutSql, new { segment = begun.Segment.Value, incident = begun.Incident.Value, since = StoredTime.Text(begun.Since) });
    }

    const string AllSql = "SELECT segment, incident, since FROM room_shortage ORDER BY segment";

    /// <summary>By segment.</summary>
    public static IReadOnlyList<RoomShortage> All(IDbConnection db) =>
    [
        .. db.Query<(string Segment, string Incident, string Since)>(AllSql)
            .Select(r => new RoomShortage(new SegmentName(r.Segment), new IncidentId(r.Incident), StoredTime.Read(r.Since))),
    ];
}

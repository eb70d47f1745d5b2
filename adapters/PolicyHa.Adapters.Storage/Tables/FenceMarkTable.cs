using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Hosts we have fenced and that have not come back.</summary>
static class FenceMarkTable
{
    const string SetSql = """
        INSERT INTO fence_mark (host, incident, fenced_at, boots_by_itself, contradicted_at, switched_on_at, settled_at, evacuated_json, left_json)
        VALUES (@Host, @Incident, @FencedAt, @BootsByItself, @ContradictedAt, @SwitchedOnAt, @SettledAt, @EvacuatedJson, @LeftJson)
        ON CONFLICT (host) DO UPDATE SET
            incident = excluded.incident, fenced_at = excluded.fenced_at, boots_by_itself = excluded.boots_by_itself,
            contradicted_at = excluded.contradicted_at, switched_on_at = excluded.switched_on_at,
            settled_at = excluded.settled_at, evacuated_json = excluded.evacuated_json, left_json = excluded.left_json
        """;

    public static void Set(IDbConnection db, IEnumerable<FenceMark> marks) =>
        db.Execute(SetSql, marks.Select(MarkRow.Of));

    const string LiftSql = "DELETE FROM fence_mark WHERE host = @host";

    public static void Lift(IDbConnection db, IEnumerable<HostName> hosts) =>
        db.Execute(LiftSql, hosts.Select(h => new { host = h.Value }));

    const string AllSql = """
        SELECT host, incident, fenced_at AS FencedAt, boots_by_itself AS BootsByItself, contradicted_at AS ContradictedAt,
            switched_on_at AS SwitchedOnAt, settled_at AS SettledAt,
            evacuated_json AS EvacuatedJson, left_json AS LeftJson
        FROM fence_mark ORDER BY host
        """;

    /// <summary>By host.</summary>
    public static IReadOnlyList<FenceMark> All(IDbConnection db) =>
        [.. db.Query<MarkRow>(AllSql).Select(m => m.ToMark())];

    sealed record MarkRow
    {
        public required string Host { get; init; }

        public required string Incident { get; init; }

        public required string FencedAt { get; init; }

        public required bool BootsByItself { get; init; }

        public required string? ContradictedAt { get; init; }

        public required string? SwitchedOnAt { get; init; }

        public required string? SettledAt { get; init; }

        public required string EvacuatedJson { get; init; }

        public required string LeftJson { get; init; }

        public static MarkRow Of(FenceMark mark) => new()
        {
            Host = mark.Host.Value,
            Incident = mark.Incident.Value,
            FencedAt = StoredTime.Text(mark.FencedAt),
            BootsByItself = mark.BootsByItself,
            ContradictedAt = StoredTime.Text(mark.ContradictedAt),
            SwitchedOnAt = StoredTime.Text(mark.SwitchedOnAt),
            SettledAt = StoredTime.Text(mark.SettledAt),
            EvacuatedJson = StoredJson.Text([.. mark.Evacuated.Select(i => i.Value)], StoredJson.Names),
            LeftJson = StoredJson.Text([.. mark.Left.Select(i => i.Value)], StoredJson.Names),
        };

        public FenceMark ToMark() => new(new HostName(Host), new IncidentId(Incident), StoredTime.Read(FencedAt))
        {
            BootsByItself = BootsByItself,
            ContradictedAt = StoredTime.ReadOrNull(ContradictedAt),
            SwitchedOnAt = StoredTime.ReadOrNull(SwitchedOnAt),
            SettledAt = StoredTime.ReadOrNull(SettledAt),
            Evacuated = [.. StoredJson.Read(EvacuatedJson, StoredJson.Names).Select(i => new InstanceId(i))],
            Left = [.. StoredJson.Read(LeftJson, StoredJson.Names).Select(i => new InstanceId(i))],
        };
    }
}

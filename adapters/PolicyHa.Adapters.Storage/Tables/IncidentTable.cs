using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Incidents, one row each, with their explanation.</summary>
static class IncidentTable
{
    const string Columns = """
        id, version, segment, host, instance, scope, state, hold, because, table_row AS TableRow, table_row_at AS TableRowAt, policy,
        opened_at AS OpenedAt, fault_since AS FaultSince, closed_at AS ClosedAt, told, plans, plan,
        proof_json AS ProofJson, retry_at AS RetryAt, remind_at AS RemindAt, age_told_at AS AgeToldAt, superseded_by AS SupersededBy,
        explanation_json AS ExplanationJson, instances_json AS InstancesJson
        """;

    const string InsertSql = """
        INSERT INTO incident (
            id, version, segment, host, instance, scope, state, hold, because, table_row, table_row_at, policy, opened_at, fault_since,
            closed_at, told, plans, plan, proof_json, retry_at, remind_at, age_told_at, superseded_by, explanation_json,
            instances_json)
        VALUES (
            @Id, 1, @Segment, @Host, @Instance, @Scope, @State, @Hold, @Because, @TableRow, @TableRowAt, @Policy, @OpenedAt,
            @FaultSince,
            @ClosedAt, @Told, @Plans, @Plan, @ProofJson, @RetryAt, @RemindAt, @AgeToldAt, @SupersededBy, @ExplanationJson,
            @InstancesJson)
        """;

    const string UpdateSql = """
        UPDATE incident SET
            version = version + 1, segment = @Segment, host = @Host, instance = @Instance, scope = @Scope, state = @State, hold = @Hold,
            because = @Because, table_row = @TableRow, table_row_at = @TableRowAt, policy = @Policy, opened_at = @OpenedAt,
            fault_since = @FaultSince, closed_at = @ClosedAt, told = @Told, plans = @Plans, plan = @Plan, proof_json = @ProofJson,
            retry_at = @RetryAt, remind_at = @RemindAt, age_told_at = @AgeToldAt, superseded_by = @SupersededBy,
            explanation_json = @ExplanationJson, instances_json = @InstancesJson
        WHERE id = @Id
        """;

    const string StoredSql = "SELECT state, version, proof_json IS NOT NULL AS IsProven FROM incident WHERE id = @Id";

    /// <param name="incidents">Closed ones first: a host's next incident may be opened in the same breath.</param>
    /// <exception cref="StaleStateException">Somebody else has written it, or it is closed.</exception>
    /// <exception cref="InvariantBrokenException">The move is illegal.</exception>
    public static void Put(IDbConnection db, IEnumerable<(Incident Incident, IncidentRow Row)> incidents)
    {
        foreach (var (incident, row) in incidents)
        {
            var stored = db.QuerySingleOrDefault<StoredRow>(StoredSql, new { row.Id })?.ToStored();
            IncidentTransitions.RequireLegal(stored, incident);
            db.Execute(stored is null ? InsertSql : UpdateSql, row);
        }
    }

    const string FindSql = $"SELECT {Columns} FROM incident WHERE id = @id";

    public static Incident? Find(IDbConnection db, IncidentId id) =>
        db.QuerySingleOrDefault<IncidentRow>(FindSql, new { id = id.Value })?.ToIncident();

    const string OpenSql = $"SELECT {Columns} FROM incident WHERE state <> 'closed' ORDER BY opened_at, id";

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<Incident> Open(IDbConnection db) =>
        [.. db.Query<IncidentRow>(OpenSql).Select(r => r.ToIncident())];

    const string ClosedAtOnceSql = """
        SELECT id, host, opened_at AS OpenedAt FROM incident
        WHERE opened_at = (SELECT max(opened_at) FROM incident) AND closed_at = opened_at
        ORDER BY id
        """;

    /// <summary>Those of the newest moment at which any was opened.</summary>
    public static IReadOnlyList<ClosedAtOnce> ClosedAtOnce(IDbConnection db) =>
        [.. db.Query<ClosedRow>(ClosedAtOnceSql).Select(r => new ClosedAtOnce(new HostName(r.Host), new IncidentId(r.Id), StoredTime.Read(r.OpenedAt)))];

    const string ListSql = $"""
        SELECT {Columns} FROM incident
        WHERE (@open IS NULL OR (state <> 'closed') = @open)
          AND (@host IS NULL OR host = @host)
          AND (@before IS NULL OR opened_at < @before)
        ORDER BY opened_at DESC, id
        LIMIT @max
        """;

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<Incident> List(
        IDbConnection db, bool? open, string? host, DateTimeOffset? before, int max)
    {
        var rows = db.Query<IncidentRow>(ListSql, new { open, host, before = StoredTime.Text(before), max });
        return [.. rows.Select(r => r.ToIncident())];
    }

    const string OfPlansSql = "SELECT DISTINCT incident FROM plan WHERE id IN @plans";

    /// <summary>Ids of the incidents that a change is about, by themselves or by their plans.</summary>
    public static IEnumerable<string> Touched(IDbConnection db, ChangeRows changes)
    {
        var plans = changes.NewSteps.Concat(changes.Moves.Select(m => m.Step)).Select(s => s.Plan).Distinct();
        return changes.Incidents.Select(i => i.Row.Id).Union(db.Query<string>(OfPlansSql, new { plans }));
    }

    const string ClosedWithWorkSql = """
        SELECT step.id FROM incident
        JOIN plan ON plan.incident = incident.id
        JOIN step ON step.plan = plan.id
        WHERE incident.id = @id AND incident.state = 'closed' AND step.state IN ('waiting', 'started', 'pending')
        LIMIT 1
        """;

    /// <summary>A step that is still to be done though the incident is closed; null when all is well.</summary>
    public static string? WorkLeftBehind(IDbConnection db, string id) =>
        db.QuerySingleOrDefault<string>(ClosedWithWorkSql, new { id });

    const string PurgeSql = """
        DELETE FROM incident WHERE id IN (
            SELECT id FROM incident
            WHERE state = 'closed' AND opened_at < @before AND closed_at < @before
              AND id NOT IN (SELECT incident FROM fence_mark)
              AND id NOT IN (SELECT incident FROM reservation)
            ORDER BY opened_at
            LIMIT @max)
        """;

    /// <summary>
    /// Forgets closed incidents with their plans and steps, but not those whose fence mark still stands, or that have a reserved host.
    /// </summary>
    public static int Purge(IDbConnection db, DateTimeOffset before, int max) =>
        db.Execute(PurgeSql, new { before = StoredTime.Text(before), max });

    sealed record ClosedRow(string Id, string Host, string OpenedAt);

    sealed record StoredRow(string State, long Version, long IsProven)
    {
        public StoredIncident ToStored() => new(StoredWord.Read<IncidentState>(State), (int)Version, IsProven != 0);
    }
}

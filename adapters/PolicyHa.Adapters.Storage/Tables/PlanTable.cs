using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Plans. Written once; only their steps move.</summary>
static class PlanTable
{
    const string Columns = """
        plan.id, plan.incident, plan.segment, plan.host, plan.strength, plan.intent, plan.policy,
        plan.snapshot_digest AS SnapshotDigest, plan.created_at AS CreatedAt
        """;

    const string FindSql = $"SELECT {Columns} FROM plan WHERE id = @id";

    const string InsertSql = """
        INSERT INTO plan (id, incident, segment, host, strength, intent, policy, snapshot_digest, created_at)
        VALUES (@Id, @Incident, @Segment, @Host, @Strength, @Intent, @Policy, @SnapshotDigest, @CreatedAt)
        """;

    /// <summary>
    /// Adds a plan. One that is there already stays as it is, with its steps as far as they have come.
    /// </summary>
    /// <exception cref="StaleStateException">Another plan has that id.</exception>
    public static void Add(IDbConnection db, PlanRow plan)
    {
        var stored = db.QuerySingleOrDefault<PlanRow>(FindSql, new { id = plan.Id });
        if (stored is null)
            db.Execute(InsertSql, plan);
        else if (stored != plan)
            throw new StaleStateException($"there is another plan {plan.Id} already, made at {stored.CreatedAt}");
    }

    public static RecoveryPlan? Find(IDbConnection db, PlanId id) =>
        db.QuerySingleOrDefault<PlanRow>(FindSql, new { id = id.Value })?.ToPlan(StepTable.Of(db, id.Value));

    const string RecoveriesSql = """
        SELECT incident.instance AS Instance, plan.created_at AS At FROM plan JOIN incident ON incident.id = plan.incident
        WHERE incident.instance IS NOT NULL AND plan.strength <> @notify
        ORDER BY plan.sequence DESC
        LIMIT @max
        """;

    /// <summary>Recoveries of single instances, the newest <paramref name="max"/> of them, oldest first.</summary>
    public static IReadOnlyList<InstanceRecovery> Recoveries(IDbConnection db, int max) =>
    [
        .. db.Query<(string Instance, string At)>(RecoveriesSql, new { notify = StoredWord.Text(PlanStrength.Notify), max })
            .Reverse().Select(r => new InstanceRecovery(new InstanceId(r.Instance), StoredTime.Read(r.At))),
    ];

    const string OfOpenSql = $"""
        SELECT {Columns} FROM plan JOIN incident ON incident.id = plan.incident
        WHERE incident.state <> 'closed'
        ORDER BY plan.sequence
        """;

    /// <summary>
    /// Every plan of each open incident, with its steps, oldest first: older ones, too, because a step of theirs may still have to be
    /// asked about, and what they evacuated is remembered until the incident closes.
    /// </summary>
    public static IReadOnlyList<RecoveryPlan> OfOpen(IDbConnection db)
    {
        var steps = StepTable.OfOpen(db).ToLookup(s => s.Plan);
        return [.. db.Query<PlanRow>(OfOpenSql).Select(p => p.ToPlan(steps[p.Id]))];
    }
}

using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>Steps of plans, as far as they have come.</summary>
static class StepTable
{
    const string Columns = """
        step.id, step.plan, step.number, step.kind, step.host, step.instance, step.instance_name AS InstanceName,
        step.argument,
        step.after_json AS AfterJson, step.timeout_ms AS TimeoutMs, step.tries_max AS TriesMax, step.state, step.tries,
        step.started_at AS StartedAt, step.next_at AS NextAt, step.ended_at AS EndedAt, step.memo_json AS MemoJson,
        step.outcome, step.former, step.back_off_ms AS BackOffMs
        """;

    const string InsertSql = """
        INSERT INTO step (
            id, plan, number, kind, host, instance, instance_name, argument, after_json, timeout_ms, tries_max, state,
            tries, started_at, next_at, ended_at, memo_json, outcome, former, back_off_ms)
        VALUES (
            @Id, @Plan, @Number, @Kind, @Host, @Instance, @InstanceName, @Argument, @AfterJson, @TimeoutMs, @TriesMax,
            @State,
            @Tries, @StartedAt, @NextAt, @EndedAt, @MemoJson, @Outcome, @Former, @BackOffMs)
        ON CONFLICT DO NOTHING
        """;

    const string FindSql = $"SELECT {Columns} FROM step WHERE plan = @Plan AND number = @Number";

    /// <summary>Adds steps. Those that are there already stay as far as they have come.</summary>
    /// <exception cref="StaleStateException">Another act has that number or id.</exception>
    public static void Add(IDbConnection db, IReadOnlyList<StepRow> steps)
    {
        if (db.Execute(InsertSql, steps) == steps.Count)
            return;
        foreach (var step in steps)
        {
            var stored = db.QuerySingleOrDefault<StepRow>(FindSql, new { step.Plan, step.Number });
            if (stored is null || !stored.IsSameActAs(step))
                throw new StaleStateException($"step {step.Number} ({step.Id}) of {step.Plan}: its number or id is taken");
        }
    }

    const string MoveSql = """
        UPDATE step SET
            host = @Host, instance = @Instance, instance_name = @InstanceName, argument = @Argument,
            after_json = @AfterJson,
            timeout_ms = @TimeoutMs, tries_max = @TriesMax, state = @State, tries = @Tries, started_at = @StartedAt,
            next_at = @NextAt, ended_at = @EndedAt, memo_json = @MemoJson, outcome = @Outcome
        WHERE plan = @Plan AND number = @Number AND id = @Id AND state = @From
        """;

    const string StateSql = "SELECT state FROM step WHERE id = @Id";

    /// <exception cref="StaleStateException">The step is in another state, or not there at all.</exception>
    public static void Move(IDbConnection db, StepRow step, string from)
    {
        var parameters = new DynamicParameters(step);
        parameters.Add("From", from);
        if (db.Execute(MoveSql, parameters) == 1)
            return;
        var state = db.QuerySingleOrDefault<string>(StateSql, new { step.Id }) ?? "not there";
        throw new StaleStateException($"step {step.Id} was believed to be {from} but is {state}");
    }

    const string OfPlanSql = $"SELECT {Columns} FROM step WHERE plan = @plan ORDER BY number";

    /// <summary>By number.</summary>
    public static IEnumerable<StepRow> Of(IDbConnection db, string plan) => db.Query<StepRow>(OfPlanSql, new { plan });

    const string OfOpenSql = $"""
        SELECT {Columns} FROM step JOIN plan ON plan.id = step.plan JOIN incident ON incident.id = plan.incident
        WHERE incident.state <> 'closed'
        ORDER BY step.plan, step.number
        """;

    /// <summary>Of all plans of open incidents, by number.</summary>
    public static IEnumerable<StepRow> OfOpen(IDbConnection db) => db.Query<StepRow>(OfOpenSql);
}

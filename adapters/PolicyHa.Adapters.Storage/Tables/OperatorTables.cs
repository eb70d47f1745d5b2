using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>
/// What operators have switched by hand, and their words: operator_switch, death_confirmation, re_admission, answer,
/// state_reset; and how often, in operator_version.
/// </summary>
static class OperatorTables
{
    const string NextSql = "UPDATE operator_version SET version = version + 1 WHERE version = @version";

    const string ClearSql = "DELETE FROM operator_switch; DELETE FROM death_confirmation; DELETE FROM re_admission; DELETE FROM answer; DELETE FROM state_reset;";

    const string SwitchSql = """
        INSERT INTO operator_switch (position, kind, segment, host, set_by, reason, at, until, drain)
        VALUES (@Position, @Kind, @Segment, @Host, @SetBy, @Reason, @At, @Until, @Drain)
        """;

    const string ConfirmationSql = """
        INSERT INTO death_confirmation (position, host, confirmed_by, at) VALUES (@Position, @Host, @Person, @At)
        """;

    const string ReAdmissionSql = "INSERT INTO re_admission (position, host, asked_by, at) VALUES (@Position, @Host, @Person, @At)";

    const string AnswerSql = """
        INSERT INTO answer (position, step, yes, answered_by, reason, at) VALUES (@Position, @Step, @Yes, @Person, @Reason, @At)
        """;

    const string ResetSql = """
        INSERT INTO state_reset (position, instance, host, asked_by, reason, at) VALUES (@Position, @Instance, @Host, @Person, @Reason, @At)
        """;

    /// <exception cref="StaleStateException">They are not at the version that these were made from.</exception>
    public static void Replace(IDbConnection db, OperatorState operators)
    {
        if (db.Execute(NextSql, new { version = operators.Version }) != 1)
            throw new StaleStateException($"the operators' switches are at version {Version(db)}, not {operators.Version}");
        db.Execute(ClearSql);
        db.Execute(SwitchSql, SwitchRow.AllOf(operators).Select((s, position) => s with { Position = position }));
        db.Execute(ConfirmationSql, operators.ConfirmedDead.Select((c, i) => new WordRow(i, c.Host.Value, c.By, StoredTime.Text(c.At))));
        db.Execute(ReAdmissionSql, operators.ReAdmissions.Select((r, i) => new WordRow(i, r.Host.Value, r.By, StoredTime.Text(r.At))));
        db.Execute(AnswerSql, operators.Answers.Select((a, i) => new AnswerRow(i, a.Step.Value, a.Yes ? 1 : 0, a.By, a.Reason, StoredTime.Text(a.At))));
        db.Execute(ResetSql, operators.StateResets.Select((r, i) => new ResetRow(i, r.Instance.Value, r.Host.Value, r.By, r.Reason, StoredTime.Text(r.At))));
    }

    const string VersionSql = "SELECT version FROM operator_version";

    public static long Version(IDbConnection db) => db.QuerySingle<long>(VersionSql);

    const string LoadSwitchesSql =
        "SELECT position, kind, segment, host, set_by AS SetBy, reason, at, until, drain FROM operator_switch ORDER BY position";

    const string LoadConfirmationsSql =
        "SELECT position, host, confirmed_by AS Person, at FROM death_confirmation ORDER BY position";

    const string LoadReAdmissionsSql = "SELECT position, host, asked_by AS Person, at FROM re_admission ORDER BY position";

    const string LoadAnswersSql = "SELECT position, step, yes, answered_by AS Person, reason, at FROM answer ORDER BY position";

    const string LoadResetsSql = "SELECT position, instance, host, asked_by AS Person, reason, at FROM state_reset ORDER BY position";

    public static OperatorState Load(IDbConnection db)
    {
        var switches = db.Query<SwitchRow>(LoadSwitchesSql).ToLookup(s => s.Kind);
        var disarmed = switches[SwitchRow.Disarm].Select(s => s.ToDisarmed()).ToList();
        return new OperatorState(
            disarmed.SingleOrDefault(d => d.Scope == WorkScope.Everything),
            [.. switches[SwitchRow.Maintenance].Select(s => s.ToWindow())],
            [.. db.Query<WordRow>(LoadConfirmationsSql).Select(w => new DeathConfirmation(w.OfHost, w.Person, w.Moment))])
        {
            Version = Version(db),
            PartsDisarmed = [.. disarmed.Where(d => d.Scope != WorkScope.Everything)],
            Pauses = [.. switches[SwitchRow.Paused].Select(s => s.ToPause())],
            ReAdmissions = [.. db.Query<WordRow>(LoadReAdmissionsSql).Select(w => new ReAdmissionRequest(w.OfHost, w.Person, w.Moment))],
            Answers = [.. db.Query<AnswerRow>(LoadAnswersSql).Select(a => a.ToAnswer())],
            StateResets = [.. db.Query<ResetRow>(LoadResetsSql).Select(r => r.ToReset())],
        };
    }

    /// <summary>A person's word on a host.</summary>
    sealed record WordRow(long Position, string Host, string Person, string At)
    {
        public HostName OfHost => new(Host);

        public DateTimeOffset Moment => StoredTime.Read(At);
    }

    /// <summary>What a person said to a plan's question.</summary>
    sealed record AnswerRow(long Position, string Step, long Yes, string Person, string Reason, string At)
    {
        public PlanAnswer ToAnswer() => new(new StepId(Step), Yes != 0, Person, Reason, StoredTime.Read(At));
    }

    sealed record ResetRow(long Position, string Instance, string Host, string Person, string Reason, string At)
    {
        public StateReset ToReset() => new(new InstanceId(Instance), new HostName(Host), Person, Reason, StoredTime.Read(At));
    }
}

using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>What operators have switched by hand, and their words: operator_switch, death_confirmation, re_admission.</summary>
static class OperatorTables
{
    const string ClearSql = "DELETE FROM operator_switch; DELETE FROM death_confirmation; DELETE FROM re_admission;";

    const string SwitchSql = """
        INSERT INTO operator_switch (position, kind, segment, host, set_by, reason, at, until, drain)
        VALUES (@Position, @Kind, @Segment, @Host, @SetBy, @Reason, @At, @Until, @Drain)
        """;

    const string ConfirmationSql = """
        INSERT INTO death_confirmation (position, host, confirmed_by, at) VALUES (@Position, @Host, @Person, @At)
        """;

    const string ReAdmissionSql = "INSERT INTO re_admission (position, host, asked_by, at) VALUES (@Position, @Host, @Person, @At)";

    public static void Replace(IDbConnection db, OperatorState operators)
    {
        db.Execute(ClearSql);
        db.Execute(SwitchSql, SwitchRow.AllOf(operators).Select((s, position) => s with { Position = position }));
        db.Execute(ConfirmationSql, operators.ConfirmedDead.Select((c, i) => new WordRow(i, c.Host.Value, c.By, StoredTime.Text(c.At))));
        db.Execute(ReAdmissionSql, operators.ReAdmissions.Select((r, i) => new WordRow(i, r.Host.Value, r.By, StoredTime.Text(r.At))));
    }

    const string LoadSwitchesSql =
        "SELECT position, kind, segment, host, set_by AS SetBy, reason, at, until, drain FROM operator_switch ORDER BY position";

    const string LoadConfirmationsSql =
        "SELECT position, host, confirmed_by AS Person, at FROM death_confirmation ORDER BY position";

    const string LoadReAdmissionsSql = "SELECT position, host, asked_by AS Person, at FROM re_admission ORDER BY position";

    public static OperatorState Load(IDbConnection db)
    {
        var switches = db.Query<SwitchRow>(LoadSwitchesSql).ToLookup(s => s.Kind);
        var disarmed = switches[SwitchRow.Disarm].Select(s => s.ToDisarmed()).ToList();
        return new OperatorState(
            disarmed.SingleOrDefault(d => d.Scope == WorkScope.Everything),
            [.. switches[SwitchRow.Maintenance].Select(s => s.ToWindow())],
            [.. db.Query<WordRow>(LoadConfirmationsSql).Select(w => new DeathConfirmation(w.OfHost, w.Person, w.Moment))])
        {
            PartsDisarmed = [.. disarmed.Where(d => d.Scope != WorkScope.Everything)],
            Pauses = [.. switches[SwitchRow.Paused].Select(s => s.ToPause())],
            ReAdmissions = [.. db.Query<WordRow>(LoadReAdmissionsSql).Select(w => new ReAdmissionRequest(w.OfHost, w.Person, w.Moment))],
        };
    }

    /// <summary>A person's word on a host.</summary>
    sealed record WordRow(long Position, string Host, string Person, string At)
    {
        public HostName OfHost => new(Host);

        public DateTimeOffset Moment => StoredTime.Read(At);
    }
}

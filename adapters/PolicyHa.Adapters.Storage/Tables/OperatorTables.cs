using System.Data;
using Dapper;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>What operators have switched by hand: disarm, maintenance, death_confirmation.</summary>
static class OperatorTables
{
    const string ClearSql = "DELETE FROM disarm; DELETE FROM maintenance; DELETE FROM death_confirmation;";

    const string DisarmSql = "INSERT INTO disarm (id, disarmed_by, reason, at) VALUES (1, @Person, @Reason, @At)";

    const string MaintenanceSql = """
        INSERT INTO maintenance (position, host, set_by, reason, at, until)
        VALUES (@Position, @Host, @Person, @Reason, @At, @Until)
        """;

    const string ConfirmationSql = """
        INSERT INTO death_confirmation (position, host, confirmed_by, at) VALUES (@Position, @Host, @Person, @At)
        """;

    public static void Replace(IDbConnection db, OperatorState operators)
    {
        db.Execute(ClearSql);
        if (operators.Disarmed is { } disarmed)
            db.Execute(DisarmSql, SwitchRow.Of(disarmed));
        db.Execute(MaintenanceSql, operators.Maintenance.Select(SwitchRow.Of));
        db.Execute(ConfirmationSql, operators.ConfirmedDead.Select(SwitchRow.Of));
    }

    const string LoadDisarmSql = "SELECT disarmed_by AS Person, reason, at FROM disarm";

    const string LoadMaintenanceSql =
        "SELECT host, set_by AS Person, reason, at, until FROM maintenance ORDER BY position";

    const string LoadConfirmationsSql =
        "SELECT host, confirmed_by AS Person, at FROM death_confirmation ORDER BY position";

    public static OperatorState Load(IDbConnection db) => new(
        db.QuerySingleOrDefault<SwitchRow>(LoadDisarmSql)?.ToDisarmed(),
        [.. db.Query<SwitchRow>(LoadMaintenanceSql).Select(r => r.ToWindow())],
        [.. db.Query<SwitchRow>(LoadConfirmationsSql).Select(r => r.ToConfirmation())]);

    /// <summary>A row of any of the three: who switched what, when, and why.</summary>
    sealed record SwitchRow
    {
        public int Position { get; init; }

        public string Host { get; init; } = "";

        public required string Person { get; init; }

        public string Reason { get; init; } = "";

        public required string At { get; init; }

        public string? Until { get; init; }

        public static SwitchRow Of(Disarmed disarmed) => new()
        {
            Person = disarmed.By,
            Reason = disarmed.Reason,
            At = StoredTime.Text(disarmed.At),
        };

        public static SwitchRow Of(MaintenanceWindow window, int position) => new()
        {
            Position = position,
            Host = window.Host.Value,
            Person = window.By,
            Reason = window.Reason,
            At = StoredTime.Text(window.At),
            Until = StoredTime.Text(window.Until),
        };

        public static SwitchRow Of(DeathConfirmation confirmation, int position) => new()
        {
            Position = position,
            Host = confirmation.Host.Value,
            Person = confirmation.By,
            At = StoredTime.Text(confirmation.At),
        };

        public Disarmed ToDisarmed() => new(Person, Reason, StoredTime.Read(At));

        public MaintenanceWindow ToWindow() =>
            new(new HostName(Host), Person, Reason, StoredTime.Read(At), StoredTime.ReadOrNull(Until));

        public DeathConfirmation ToConfirmation() => new(new HostName(Host), Person, StoredTime.Read(At));
    }
}

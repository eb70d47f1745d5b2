using System.Data;
using PolicyHa.Adapters.Storage.Rows;
using PolicyHa.Adapters.Storage.Tables;
using PolicyHa.Engine;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Sqlite;

/// <summary>Incidents, plans, marks, operators and history in SQLite.</summary>
sealed class SqliteStateStore(GroupCommitWriter writer, SqliteReaders readers, IReadOnlyList<string> sinks)
    : IStateStore
{
    public Task CommitAsync(StateChanges changes, CancellationToken ct)
    {
        var rows = ChangeRows.Of(changes, sinks);
        return writer.WriteAsync(db => Apply(db, changes, rows), ct);
    }

    /// <summary>Ladders look back an hour; more than this many recoveries of single instances an hour nobody has.</summary>
    const int RecoveriesMax = 100_000;

    public Task<OpenState> LoadOpenAsync(CancellationToken ct) => readers.ReadAsync(
        db => new OpenState(
            IncidentTable.Open(db), PlanTable.OfOpen(db), FenceMarkTable.All(db), OperatorTables.Load(db))
        {
            Recoveries = PlanTable.Recoveries(db, RecoveriesMax),
            Fenced = StormTables.Fenced(db),
            Storms = StormTables.All(db),
            Reservations = ReservationTable.All(db),
            ClosedAtOnce = IncidentTable.ClosedAtOnce(db),
            Shortages = RoomShortageTable.All(db),
        },
        ct);

    public Task SaveOperatorsAsync(OperatorState operators, HistoryEntry entry, CancellationToken ct)
    {
        var line = HistoryRow.Of(entry);
        return writer.WriteAsync(
            db =>
            {
                OperatorTables.Replace(db, operators);
                HistoryTable.Append(db, [line]);
            },
            ct);
    }

    static void Apply(IDbConnection db, StateChanges changes, ChangeRows rows)
    {
        LeaseTable.RequireEpoch(db, changes.Segment, changes.Epoch);
        IncidentTable.Put(db, rows.Incidents);
        foreach (var plan in rows.Plans)
            PlanTable.Add(db, plan);
        StepTable.Add(db, rows.NewSteps);
        foreach (var (step, from) in rows.Moves)
            StepTable.Move(db, step, from);
        FenceMarkTable.Lift(db, changes.FenceMarksLifted);
        FenceMarkTable.Set(db, changes.FenceMarks);
        StormTables.Remember(db, changes.FenceMarks);
        StormTables.Put(db, changes.Storms);
        ReservationTable.End(db, changes.ReservationsEnded);
        ReservationTable.Take(db, changes.Reservations);
        RoomShortageTable.Apply(db, changes);
        OutboxTable.Put(db, rows.Alerts);
        HistoryTable.Append(db, rows.History);
        foreach (var incident in IncidentTable.Touched(db, rows))
            RequireNoWorkLeftBehind(db, incident);
    }

    /// <summary>
    /// A closed incident is not loaded after a restart, so a step left in it would be forgotten half done.
    /// </summary>
    static void RequireNoWorkLeftBehind(IDbConnection db, string incident)
    {
        var step = IncidentTable.WorkLeftBehind(db, incident);
        Invariant.Holds(
            step is null, $"a closed incident has no step left to do: {incident} is closed, {step} is not over");
    }
}

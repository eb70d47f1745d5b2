using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>
/// Writes the store that a service would have left behind which saw the hosts become as they are given, and was away since
/// then: the service that starts now reads it, as it reads any store.
/// </summary>
sealed class ScenarioPast(Running.Simulation simulation, string observer)
{
    static readonly Signal[] TableSignals = [.. SignalNames.All.Where(s => s is not (Signal.Power or Signal.Cluster))];

    long events;

    public void Write(IReadOnlyCollection<GivenHost> given)
    {
        var reports = given.SelectMany(ReportsOn).OrderBy(r => r.ObservedAt).ToList();
        SimService.Now(simulation.Store.AppendAsync(Journaled(reports), CancellationToken.None));
        var windows = given.Where(g => g.Maintenance)
            .Select(g => new MaintenanceWindow(WorkScope.Of(new HostName(g.Name)), "scenario", "given", SimClock.Start, null)).ToList();
        if (windows.Count == 0)
            return;
        var entry = new HistoryEntry(
            SimClock.Start, HistoryKind.Control, $"in maintenance: {string.Join(", ", windows.Select(w => w.Scope.Host))}")
        { What = "maintenance" };
        SimService.Now(simulation.Store.SaveOperatorsAsync(
            OperatorState.Initial with { Maintenance = windows }, entry, CancellationToken.None));
    }

    /// <summary>Every signal came up long before; then came what is given.</summary>
    IEnumerable<HostReport> ReportsOn(GivenHost given)
    {
        var host = new HostName(given.Name);
        var since = SimClock.Start - given.For;
        foreach (var signal in TableSignals.Union(given.Signals.Keys))
        {
            simulation.NameObserver(host, signal, observer);
            foreach (var witness in simulation.ObserversOf(host, signal))
            {
                if (TableSignals.Contains(signal))
                    yield return Report(SignalStatus.Up, since - GivenHost.LongSettled);
                if (given.Signals.TryGetValue(signal, out var status))
                    yield return Report(status, since);

                HostReport Report(SignalStatus says, DateTimeOffset at) =>
                    new(new EventId($"past/{witness}", $"p{++events}"), host, signal, says, witness, at);
            }
        }
    }

    JournalBatch Journaled(IReadOnlyCollection<HostReport> reports)
    {
        var board = new SignalBoard(simulation.Observers);
        var receptions = reports.Select(r => board.Accept(r, r.ObservedAt)).ToList();
        return new JournalBatch(
            [.. receptions.Select(r => r.Flip).OfType<Flip>()], [.. receptions.Select(r => r.Changed).OfType<Observation>()], [], []);
    }
}

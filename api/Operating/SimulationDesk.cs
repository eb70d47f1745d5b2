using PolicyHa.Api.Contracts;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Api.Operating;

/// <summary>Plays scenarios for the API, one at a time beside the real work, and remembers the last ones.</summary>
sealed class SimulationDesk(TimeProvider clock) : IDisposable
{
    const int Remembered = 50;

    readonly SemaphoreSlim oneRun = new(1, 1);
    readonly Lock gate = new();
    readonly LinkedList<SimulationView> results = [];
    long number;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SimulationView> Latest
    {
        get
        {
            lock (gate)
                return [.. results];
        }
    }

    public async Task<SimulationView> RunAsync(Scenario scenario, long seed, CancellationToken ct)
    {
        await oneRun.WaitAsync(ct);
        try
        {
            var result = await Task.Run(() => ScenarioRunner.Run(scenario, seed), ct);
            return Remember(result);
        }
        finally
        {
            oneRun.Release();
        }
    }

    public void Dispose() => oneRun.Dispose();

    SimulationView Remember(ScenarioResult result)
    {
        lock (gate)
        {
            var view = SimulationView.Of(++number, clock.GetUtcNow(), result);
            results.AddFirst(view);
            if (results.Count > Remembered)
                results.RemoveLast();
            return view;
        }
    }
}

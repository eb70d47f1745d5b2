using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Api.Contracts;

/// <summary>What playing a scenario came to.</summary>
/// <param name="Failures">Expectations that do not hold, and broken invariants.</param>
/// <param name="End">Where each instance ended up, by name.</param>
public sealed record SimulationView(
    long Id,
    DateTimeOffset At,
    string Scenario,
    long Seed,
    bool Ok,
    IReadOnlyList<string> Failures,
    IReadOnlyList<TraceLineView> Trace,
    IReadOnlyDictionary<string, EndView> End)
{
    internal static SimulationView Of(long id, DateTimeOffset at, ScenarioResult r) => new(
        id,
        at,
        r.Scenario,
        r.Seed,
        r.Ok,
        r.Failures,
        [.. r.Trace.Select(t => new TraceLineView(t.T, t.Kind, t.Host, t.What, t.Text))],
        r.End.ToDictionary(e => e.Key, e => new EndView(e.Value.Host, e.Value.State)));
}

/// <summary>One line of what happened in a simulation.</summary>
/// <param name="T">Seconds from the start.</param>
public sealed record TraceLineView(double T, string Kind, string? Host, string? What, string Text);

/// <summary>Where an instance ended up.</summary>
public sealed record EndView(string Host, string State);

/// <summary>A simulation in a list.</summary>
public sealed record SimulationSummary(long Id, DateTimeOffset At, string Scenario, bool Ok, int Failures);

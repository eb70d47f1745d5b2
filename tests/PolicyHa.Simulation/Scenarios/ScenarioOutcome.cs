using PolicyHa.Engine.Incidents;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>What playing a scenario came to, before it is put into words.</summary>
/// <param name="Broken">The first broken invariant; null while all hold.</param>
/// <param name="Incidents">Each as often as it was written, oldest first.</param>
sealed record ScenarioOutcome(
    string? Broken, IReadOnlyList<Unmet> Unmet, IReadOnlyList<TraceEntry> Trace, IReadOnlyList<Incident> Incidents,
    IReadOnlyDictionary<string, EndState> End);

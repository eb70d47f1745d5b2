using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Something happens to a whole host.</summary>
/// <param name="Segment">Where it moves; null for all else.</param>
public sealed record HostStep(TimeSpan At, HostAct Act, string Host, string? Segment) : ScenarioStep(At);

using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>The cloud of a policy test, with the company it was not asked for.</summary>
/// <param name="Hosts">All of them, in file order.</param>
sealed record Given(
    IReadOnlyList<ScenarioSegment> Segments, IReadOnlyList<GivenHost> Hosts, IReadOnlyList<ScenarioInstance> Instances,
    ScenarioWorld World);

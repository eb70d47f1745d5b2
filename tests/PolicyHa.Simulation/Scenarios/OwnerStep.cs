namespace PolicyHa.Simulation.Scenarios;

/// <summary>The owner does something with an instance.</summary>
/// <param name="Act"><c>stops</c>, <c>deletes</c>, <c>protects</c>, <c>unprotects</c> or <c>moves</c>.</param>
/// <param name="Target">Where it is moved; null for all else.</param>
public sealed record OwnerStep(TimeSpan At, string Act, string Instance, string? Target) : ScenarioStep(At);

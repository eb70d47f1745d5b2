namespace PolicyHa.Simulation.Running;

/// <summary>One line of what happened in a simulation.</summary>
/// <param name="T">Seconds from the start.</param>
/// <param name="Kind"><c>report</c>, <c>flip</c>, <c>fact</c>, <c>incident</c>, <c>hold</c>, <c>plan</c>, <c>step</c>, <c>proof</c>, <c>alert</c>, <c>control</c>, <c>act</c> or <c>world</c>.</param>
/// <param name="Host">What it is about, where it is about one host.</param>
/// <param name="What">The word after the kind: a hold reason, a step's state, an alert's severity.</param>
public sealed record TraceEntry(double T, string Kind, string? Host, string? What, string Text);

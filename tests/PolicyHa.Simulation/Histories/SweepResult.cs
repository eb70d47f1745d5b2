namespace PolicyHa.Simulation.Histories;

/// <summary>What became of a scenario whose service was killed again and again.</summary>
/// <param name="Points">Moments there were to kill it at.</param>
/// <param name="Tried">How many of them were tried.</param>
/// <param name="Differences">For each crash that made a difference: both ends, in words.</param>
public sealed record SweepResult(int Points, int Tried, IReadOnlyList<string> Differences);

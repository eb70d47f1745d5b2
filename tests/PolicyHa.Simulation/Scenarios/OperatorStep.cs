using PolicyHa.Engine.State;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>An operator switches something, or vouches for something.</summary>
/// <param name="Verb">As in the file, such as <c>re-admit</c>.</param>
/// <param name="Text">The reason, or who does it.</param>
/// <param name="Scope">What it is about.</param>
public sealed record OperatorStep(TimeSpan At, string Verb, string Text, WorkScope Scope) : ScenarioStep(At)
{
    /// <summary>What it is about, where that is an instance.</summary>
    public string? Instance { get; init; }

    /// <summary>It begins; false: it ends.</summary>
    public bool On { get; init; } = true;

    /// <summary>Maintenance that moves instances off first.</summary>
    public bool Drain { get; init; }

    /// <summary>After so long it ends by itself; null: by hand.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Whether it is refused; null: perhaps.</summary>
    public Expectation.Said? Expected { get; init; }
}

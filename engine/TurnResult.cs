using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine;

/// <summary>What one turn came to.</summary>
/// <param name="LookAgainAt">When a decision may change though nothing happens; null when only an event can change one.</param>
public sealed record TurnResult(IReadOnlyList<Decision> Decisions, StateChanges Changes, DateTimeOffset? LookAgainAt)
{
    /// <summary>The other segments have something new to look at.</summary>
    public bool ToldOthers { get; init; }
}

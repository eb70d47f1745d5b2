namespace PolicyHa.Engine.Inference;

/// <summary>
/// The time of the turn, for facts that have an age. Facts keep moments, not ages, so that they stay equal while time passes.
/// </summary>
public sealed class TurnClock
{
    /// <summary>UTC.</summary>
    public DateTimeOffset Now { get; internal set; }

    /// <summary>Zero for a moment that has not come.</summary>
    public TimeSpan Since(DateTimeOffset? moment) => moment is { } at && at < Now ? Now - at : TimeSpan.Zero;
}

using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>What the observers agree on for one signal of one host.</summary>
/// <param name="ChangedAt">When the agreed status last changed, by our clock. Null: never reported.</param>
/// <param name="ObservedAt">The same moment by the clock of the observer whose word changed it.</param>
/// <param name="Cause">The event that changed it last.</param>
/// <param name="Agree">Votes for <paramref name="Status"/>.</param>
/// <param name="Of">Votes in all.</param>
public sealed record SignalReading(
    SignalStatus Status, DateTimeOffset? ChangedAt, DateTimeOffset? ObservedAt, EventId? Cause, int Agree, int Of)
{
    /// <summary>Nobody ever said anything.</summary>
    public static readonly SignalReading Unseen = new(SignalStatus.Unknown, null, null, null, 0, 0);
}

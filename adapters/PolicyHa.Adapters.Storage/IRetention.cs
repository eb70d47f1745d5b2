namespace PolicyHa.Adapters.Storage;

/// <summary>
/// Forgets what is old, a little at a time, so that other writers hardly wait. The caller says when and how old.
/// </summary>
public interface IRetention
{
    /// <summary>
    /// Forgets flips and refused events from before <paramref name="before"/>. The newest flip of each signal and
    /// instance stays: it says since when the status stands.
    /// </summary>
    /// <returns>How many rows went.</returns>
    Task<int> PurgeJournalAsync(DateTimeOffset before, CancellationToken ct);

    /// <summary>
    /// Forgets history, settled alerts, and closed incidents with their plans from before <paramref name="before"/>.
    /// What belongs to an open incident or to a fenced host that is not back stays.
    /// </summary>
    /// <returns>How many rows went, not counting plans and steps.</returns>
    Task<int> PurgeHistoryAsync(DateTimeOffset before, CancellationToken ct);
}

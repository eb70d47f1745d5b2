namespace PolicyHa.Adapters.Storage;

/// <summary>
/// Forgets what is old, a little at a time, so that other writers hardly wait. The caller says when and how old.
/// </summary>
public interface IRetention
{
    /// <summary>
    /// Forgets flips, refused events, signs of life, and what was said of hosts and instances that have left the cloud, from before
    /// <paramref name="before"/>. The newest flip of each signal and instance stays as long as that is in the cloud: it says since when
    /// the status stands.
    /// </summary>
    /// <returns>How many rows went.</returns>
    Task<int> PurgeJournalAsync(DateTimeOffset before, CancellationToken ct);

    /// <summary>
    /// Forgets history, settled alerts, closed incidents with their plans, and the fences and storms that limits remember, from before
    /// <paramref name="before"/>. What belongs to an open incident, to a fenced host that is not back, or to a taken reserved host stays.
    /// </summary>
    /// <returns>How many rows went, not counting plans and steps.</returns>
    Task<int> PurgeHistoryAsync(DateTimeOffset before, CancellationToken ct);
}

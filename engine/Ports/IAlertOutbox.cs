using PolicyHa.Engine.Alerts;

namespace PolicyHa.Engine.Ports;

/// <summary>Alerts that have been decided but not yet delivered. Filled by <see cref="IStateStore.CommitAsync"/>, one item a sink.</summary>
public interface IAlertOutbox
{
    /// <summary>
    /// Due items, oldest first; at most one for each sink and key, the oldest undelivered, so that an OK never overtakes the
    /// CRITICAL before it.
    /// </summary>
    Task<IReadOnlyList<OutboxItem>> DueAsync(DateTimeOffset now, int max, CancellationToken ct);

    /// <summary>When the next undelivered item is due; null when there is none.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken ct);

    Task DeliveredAsync(OutboxItem item, DateTimeOffset at, string answer, CancellationToken ct);

    /// <summary>Not delivered: tried again at <paramref name="nextAt"/>, or given up when that is null.</summary>
    Task FailedAsync(OutboxItem item, string reason, DateTimeOffset? nextAt, CancellationToken ct);
}

using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.Ports;

/// <summary>Remembers flips, observers' latest words and how far sources were read.</summary>
public interface IJournal
{
    /// <summary>All of the batch or nothing, on disk when it returns. An event that is there already is not added again.</summary>
    Task AppendAsync(JournalBatch batch, CancellationToken ct);

    /// <summary>The latest word of each observer, to fill the board after a restart.</summary>
    Task<IReadOnlyList<Observation>> LoadObservationsAsync(CancellationToken ct);

    /// <summary>
    /// The latest words that came with batches after the <paramref name="number"/>-th with any, whoever wrote them, in the order of the
    /// batches: what was reported to another replica.
    /// </summary>
    /// <seealso cref="State.LeaseRenewal.Words"/>
    Task<IReadOnlyList<Observation>> LoadObservationsAfterAsync(long number, CancellationToken ct);

    /// <summary>The newest flip of each signal and instance: since when the agreed statuses stand.</summary>
    Task<IReadOnlyList<Flip>> LoadLatestFlipsAsync(CancellationToken ct);

    /// <summary>The newest sign of life of each host of which one was kept.</summary>
    Task<IReadOnlyList<LifeSign>> LoadLifeSignsAsync(CancellationToken ct);

    /// <summary>The last word of each host's agent on its watchdog.</summary>
    Task<IReadOnlyList<WatchdogWord>> LoadWatchdogsAsync(CancellationToken ct);

    /// <summary>What each host last said about shutting down.</summary>
    Task<IReadOnlyList<ShutdownNotice>> LoadShutdownsAsync(CancellationToken ct);

    /// <summary>Events put aside since <paramref name="after"/>, oldest first.</summary>
    Task<IReadOnlyList<RefusedEvent>> RefusedAsync(DateTimeOffset after, int max, CancellationToken ct);
}

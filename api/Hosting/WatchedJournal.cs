using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Api.Hosting;

/// <summary>Tells the watchers of flips the journal has taken, after it has.</summary>
sealed class WatchedJournal(IJournal inner, IReadOnlyList<IStoreWatcher> watchers) : IJournal
{
    public async Task AppendAsync(JournalBatch batch, CancellationToken ct)
    {
        await inner.AppendAsync(batch, ct);
        if (batch.Flips.Count == 0)
            return;
        foreach (var watcher in watchers)
            watcher.Flipped(batch.Flips);
    }

    public Task<IReadOnlyList<Observation>> LoadObservationsAsync(CancellationToken ct) =>
        inner.LoadObservationsAsync(ct);

    public Task<IReadOnlyList<Observation>> LoadObservationsAfterAsync(long number, CancellationToken ct) =>
        inner.LoadObservationsAfterAsync(number, ct);

    public Task<IReadOnlyList<Flip>> LoadLatestFlipsAsync(CancellationToken ct) => inner.LoadLatestFlipsAsync(ct);

    public Task<IReadOnlyList<LifeSign>> LoadLifeSignsAsync(CancellationToken ct) => inner.LoadLifeSignsAsync(ct);

    public Task<IReadOnlyList<WatchdogWord>> LoadWatchdogsAsync(CancellationToken ct) => inner.LoadWatchdogsAsync(ct);

    public Task<IReadOnlyList<ShutdownNotice>> LoadShutdownsAsync(CancellationToken ct) => inner.LoadShutdownsAsync(ct);

    public Task<IReadOnlyList<RefusedEvent>> RefusedAsync(DateTimeOffset after, int max, CancellationToken ct) =>
        inner.RefusedAsync(after, max, ct);
}

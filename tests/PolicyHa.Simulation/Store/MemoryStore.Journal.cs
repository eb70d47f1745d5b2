using PolicyHa.Engine.Signals;

namespace PolicyHa.Simulation.Store;

/// <summary>What a process reads back of the journal.</summary>
public sealed partial class MemoryStore
{
    public Task<IReadOnlyList<Observation>> LoadObservationsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Observation>>([.. observations.Values.Select(o => o.Word)]);

    public Task<IReadOnlyList<Observation>> LoadObservationsAfterAsync(long number, CancellationToken ct)
    {
        RequireReach();
        return Task.FromResult<IReadOnlyList<Observation>>(
            [.. observations.Values.Where(o => o.Number > number).OrderBy(o => o.Number).Select(o => o.Word)]);
    }

    public Task<IReadOnlyList<Flip>> LoadLatestFlipsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Flip>>([.. latestFlips.Values]);

    public Task<IReadOnlyList<Flip>> SinceAsync(DateTimeOffset since, int max, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Flip>>([.. flips.Where(f => f.At >= since).TakeLast(max)]);

    public Task<IReadOnlyList<LifeSign>> LoadLifeSignsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<LifeSign>>([.. lifeSigns.Values]);

    public Task<IReadOnlyList<ShutdownNotice>> LoadShutdownsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ShutdownNotice>>([.. shutdowns.Values]);

    /// <summary>Each unless a newer one is there: what one process could not write for long comes after what another heard later.</summary>
    void KeepWords(IReadOnlyList<Observation> told)
    {
        if (told.Count > 0)
            words++;
        foreach (var word in told)
        {
            var key = $"{word.Host}/{word.Signal}/{word.Instance}/{word.Observer}";
            if (!observations.TryGetValue(key, out var known) || word.ReceivedAt >= known.Word.ReceivedAt || word.ObservedAt > known.Word.ObservedAt)
                observations[key] = (word, words);
        }
    }

    public Task<IReadOnlyList<WatchdogWord>> LoadWatchdogsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<WatchdogWord>>([.. watchdogs.Values]);

    public Task<IReadOnlyList<RefusedEvent>> RefusedAsync(DateTimeOffset after, int max, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<RefusedEvent>>([.. refused.Where(r => r.At > after).Take(max)]);
}

using PolicyHa.Engine.Signals;

namespace PolicyHa.Simulation.Store;

/// <summary>What a process reads back of the journal.</summary>
public sealed partial class MemoryStore
{
    public Task<IReadOnlyList<Observation>> LoadObservationsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Observation>>([.. observations.Values]);

    public Task<IReadOnlyList<Flip>> LoadLatestFlipsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Flip>>([.. latestFlips.Values]);

    public Task<IReadOnlyList<Flip>> SinceAsync(DateTimeOffset since, int max, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Flip>>([.. flips.Where(f => f.At >= since).TakeLast(max)]);

    public Task<IReadOnlyList<LifeSign>> LoadLifeSignsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<LifeSign>>([.. lifeSigns.Values]);

    public Task<IReadOnlyList<ShutdownNotice>> LoadShutdownsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ShutdownNotice>>([.. shutdowns.Values]);

    public Task<IReadOnlyList<WatchdogWord>> LoadWatchdogsAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<WatchdogWord>>([.. watchdogs.Values]);

    public Task<IReadOnlyList<RefusedEvent>> RefusedAsync(DateTimeOffset after, int max, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<RefusedEvent>>([.. refused.Where(r => r.At > after).Take(max)]);
}

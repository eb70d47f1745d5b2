using PolicyHa.Engine.History;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Hosting;

/// <summary>Tells the watchers what the store has taken, after it has.</summary>
sealed class WatchedStateStore(IStateStore inner, IReadOnlyList<IStoreWatcher> watchers) : IStateStore
{
    public async Task CommitAsync(StateChanges changes, CancellationToken ct)
    {
        await inner.CommitAsync(changes, ct);
        foreach (var watcher in watchers)
            watcher.Committed(changes);
    }

    public Task<OpenState> LoadOpenAsync(CancellationToken ct) => inner.LoadOpenAsync(ct);

    public async Task SaveOperatorsAsync(OperatorState operators, HistoryEntry entry, CancellationToken ct)
    {
        await inner.SaveOperatorsAsync(operators, entry, ct);
        foreach (var watcher in watchers)
            watcher.Controlled(entry);
    }
}

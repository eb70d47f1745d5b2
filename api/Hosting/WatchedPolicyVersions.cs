using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Hosting;

/// <summary>Tells the watchers what became of policies, after the store has it.</summary>
sealed class WatchedPolicyVersions(IPolicyVersions inner, IReadOnlyList<IStoreWatcher> watchers) : IPolicyVersions
{
    public async Task<IReadOnlyList<Replica>> ActivateAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct)
    {
        var keptOutBy = await inner.ActivateAsync(policy, keep, line, ct);
        if (keptOutBy.Count == 0)
            Tell(line);
        return keptOutBy;
    }

    public async Task<bool> ActivateWaitingAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct)
    {
        var isInForce = await inner.ActivateWaitingAsync(policy, keep, line, ct);
        if (isInForce)
            Tell(line);
        return isInForce;
    }

    public async Task KeepWaitingAsync(StoredPolicy? policy, HistoryEntry line, CancellationToken ct)
    {
        await inner.KeepWaitingAsync(policy, line, ct);
        Tell(line);
    }

    public Task<StoredPolicy?> WaitingAsync(CancellationToken ct) => inner.WaitingAsync(ct);

    public async Task NoteAsync(HistoryEntry line, CancellationToken ct)
    {
        await inner.NoteAsync(line, ct);
        Tell(line);
    }

    public Task<IReadOnlyList<StoredPolicy>> ListAsync(CancellationToken ct) => inner.ListAsync(ct);

    void Tell(HistoryEntry line)
    {
        foreach (var watcher in watchers)
            watcher.Controlled(line);
    }
}

using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Api.Hosting;

/// <summary>Tells the watchers what became of policies, after the store has it.</summary>
sealed class WatchedPolicyVersions(IPolicyVersions inner, IReadOnlyList<IStoreWatcher> watchers) : IPolicyVersions
{
    public async Task ActivatedAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct)
    {
        await inner.ActivatedAsync(policy, keep, line, ct);
        Tell(line);
    }

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

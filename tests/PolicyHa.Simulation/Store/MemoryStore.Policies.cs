using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Simulation.Store;

/// <summary>Which policy is in force, which one waits, and who lives to follow it.</summary>
public sealed partial class MemoryStore : IPolicyVersions
{
    readonly List<StoredPolicy> policies = [];
    readonly SortedDictionary<string, Replica> replicas = new(StringComparer.Ordinal);
    StoredPolicy? waiting;

    /// <summary>Null before the first.</summary>
    public StoredPolicy? PolicyInForce => policies.LastOrDefault();

    /// <summary>What was in force before the story begins.</summary>
    public void Begin(StoredPolicy policy) => policies.Add(policy);

    public Task<IReadOnlyList<Replica>> ActivateAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct)
    {
        Begin();
        return Task.FromResult(Activate(policy, line));
    }

    public Task<bool> ActivateWaitingAsync(StoredPolicy policy, int keep, HistoryEntry line, CancellationToken ct)
    {
        Begin();
        return Task.FromResult(waiting?.Version == policy.Version && Activate(policy, line).Count == 0);
    }

    public Task KeepWaitingAsync(StoredPolicy? policy, HistoryEntry line, CancellationToken ct)
    {
        Begin();
        waiting = policy;
        Trace(line);
        AfterWrite?.Invoke();
        return Task.CompletedTask;
    }

    public Task<StoredPolicy?> WaitingAsync(CancellationToken ct)
    {
        RequireReach();
        return Task.FromResult(waiting);
    }

    public Task NoteAsync(HistoryEntry line, CancellationToken ct)
    {
        Begin();
        Trace(line);
        AfterWrite?.Invoke();
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoredPolicy>> ListAsync(CancellationToken ct)
    {
        RequireReach();
        return Task.FromResult<IReadOnlyList<StoredPolicy>>([.. policies.AsEnumerable().Reverse()]);
    }

    public Task<IReadOnlyList<Replica>> LiveAsync(DateTimeOffset now, CancellationToken ct)
    {
        RequireReach();
        return Task.FromResult(Live(now));
    }

    IReadOnlyList<Replica> Activate(StoredPolicy policy, HistoryEntry line)
    {
        var keptOutBy = LanguageGate.KeptOutBy(Live(policy.ActivatedAt), policy.Language);
        if (keptOutBy.Count > 0)
            return keptOutBy;
        policies.Add(policy);
        waiting = null;
        Trace(line);
        AfterWrite?.Invoke();
        return [];
    }

    /// <summary>Everybody who takes leases here has said what it reads.</summary>
    IReadOnlyList<Replica> Live(DateTimeOffset now) => [.. replicas.Values.Where(r => r.SeenUntil > now)];

    void See(Replica replica) => replicas[replica.Owner] = replica;

    static PolicyMark? Mark(StoredPolicy? policy) => policy is null ? null : new PolicyMark(policy.Version, policy.Language);
}

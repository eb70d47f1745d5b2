using System.Collections.Concurrent;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>
/// Migration records, by instance. All who ask about moves away from one host at about the same time share one list: a
/// thousand evacuations are watched with two calls a second, not with thousands.
/// </summary>
sealed class MoveRecords(NovaPages pages, TimeProvider clock)
{
    static readonly TimeSpan AgeMax = TimeSpan.FromMilliseconds(500);

    static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<(HostName Source, MoveKind Kind), SharedRead<ILookup<string, Migration>>> reads = [];

    /// <summary>
    /// The instance's records that are newer than asked for, newest first. Only that it is under way, or done, may be said from a list begun before the question:
    /// done counts only with a look at the instance that comes after; on any other word the engine may act.
    /// </summary>
    public async Task<IReadOnlyList<Migration>> OfAsync(
        InstanceId instance, HostName source, MoveKind kind, long after, CancellationToken ct)
    {
        var read = For(source, kind);
        var (recent, begunAfterAsking) = read.NoOlderThan(AgeMax);
        var found = Newer(await recent.WaitAsync(ct));
        return begunAfterAsking || MigrationStatus.Of(found) is MoveState.UnderWay or MoveState.Done
            ? found
            : Newer(await read.BegunAfterAsking().WaitAsync(ct));

        List<Migration> Newer(ILookup<string, Migration> records) =>
            [.. records[instance.Value].Where(m => m.Id > after)];
    }

    /// <summary>All records of moves away from the host, read anew.</summary>
    public async Task<IReadOnlyList<Migration>> AllAsync(HostName source, MoveKind kind, CancellationToken ct) =>
        [.. (await For(source, kind).BegunAfterAsking().WaitAsync(ct)).SelectMany(m => m)];

    /// <summary>All records of moves of the instance, read anew.</summary>
    public async Task<IReadOnlyList<Migration>> OfAsync(InstanceId instance, CancellationToken ct)
    {
        var found = await pages.ReadAsync<MigrationPage, Migration>(
            "/os-migrations", $"instance_uuid={Uri.EscapeDataString(instance.Value)}", WireContext.Default.MigrationPage, Microversion.Base, ct);
        return found.TrueForAll(m => m.InstanceUuid == instance.Value)
            ? found
            : throw new OutsideUnavailableException($"Nova listed moves of other instances than {instance}; the list cannot be trusted");
    }

    SharedRead<ILookup<string, Migration>> For(HostName source, MoveKind kind)
    {
        if (reads.TryGetValue((source, kind), out var known))
            return known;
        foreach (var (old, read) in reads)
        {
            if (read.IsIdle(ForgottenAfter))
                reads.TryRemove(old, out _);
        }

        return reads.GetOrAdd((source, kind), key => new(() => ReadAsync(key.Source, key.Kind), clock));
    }

    async Task<ILookup<string, Migration>> ReadAsync(HostName source, MoveKind kind)
    {
        var type = kind switch
        {
            MoveKind.Evacuation => "evacuation",
            MoveKind.LiveMigration => "live-migration",
            _ => "migration",
        };
        var records = await pages.ReadAsync<MigrationPage, Migration>(
            "/os-migrations",
            $"source_compute={Uri.EscapeDataString(source.Value)}&migration_type={type}",
            WireContext.Default.MigrationPage,
            Microversion.Base,
            CancellationToken.None);
        return records.TrueForAll(m => m.SourceCompute == source.Value)
            ? records.OrderByDescending(m => m.Id).ToLookup(m => m.InstanceUuid ?? "")
            : throw new OutsideUnavailableException(
                $"Nova does not say of migrations that they left {source}; the account must be an administrator");
    }
}

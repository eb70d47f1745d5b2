using System.Collections.Concurrent;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>
/// Migration records, by instance. All who ask about moves away from one host at about the same time share one list: a thousand
/// evacuations are watched with two calls a second, not with thousands.
/// </summary>
sealed class MoveRecords(NovaPages pages, TimeProvider clock)
{
    static readonly TimeSpan AgeMax = TimeSpan.FromMilliseconds(500);

    static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<Question, SharedRead<ILookup<string, Migration>>> reads = [];

    /// <summary>
    /// The instance's records that are newer than asked for, newest first. That there is none, or that it failed, is only
    /// answered from a list begun after the question: on that word the engine may act again.
    /// </summary>
    public async Task<IReadOnlyList<Migration>> OfAsync(
        InstanceId instance, HostName source, MoveKind kind, long after, CancellationToken ct)
    {
        var read = For(new Question(source, kind, after));
        var (recent, begunAfterAsking) = read.NoOlderThan(AgeMax);
        var found = (await recent.WaitAsync(ct))[instance.Value].ToList();
        return begunAfterAsking || MigrationStatus.Of(found) is MoveState.UnderWay or MoveState.Done
            ? found
            : [.. (await read.BegunAfterAsking().WaitAsync(ct))[instance.Value]];
    }

    /// <summary>The newest record of any kind with the host as its source; 0 when there is none.</summary>
    public async Task<long> LatestAsync(HostName source, CancellationToken ct)
    {
        // The newest is on the first page: Nova lists by creation, newest first, and a page is longer than the order could
        // be out by clocks that differ.
        var first = await ListAsync(source, kindFilter: "", _ => true, ct);
        return first.Select(m => m.Id).DefaultIfEmpty().Max();
    }

    SharedRead<ILookup<string, Migration>> For(Question question)
    {
        if (reads.TryGetValue(question, out var known))
            return known;
        foreach (var (old, read) in reads)
        {
            if (read.IsIdle(ForgottenAfter))
                reads.TryRemove(old, out _);
        }

        return reads.GetOrAdd(question, q => new(() => ReadAsync(q), clock));
    }

    async Task<ILookup<string, Migration>> ReadAsync(Question question)
    {
        var kind = question.Kind is MoveKind.Evacuation ? "evacuation" : "live-migration";
        var records = await ListAsync(
            question.Source, $"&migration_type={kind}", page => page.TrueForAll(m => m.Id <= question.After), CancellationToken.None);
        return records.Where(m => m.Id > question.After).OrderByDescending(m => m.Id).ToLookup(m => m.InstanceUuid ?? "");
    }

    async Task<List<Migration>> ListAsync(
        HostName source, string kindFilter, Predicate<List<Migration>> isLast, CancellationToken ct)
    {
        var query = $"source_compute={Uri.EscapeDataString(source.Value)}{kindFilter}";
        var records = await pages.ReadAsync("/os-migrations", query, WireContext.Default.MigrationPage, isLast, ct);
        return records.TrueForAll(m => m.SourceCompute == source.Value)
            ? records
            : throw new OutsideUnavailableException(
                $"Nova does not say of migrations that they left {source}; the account must be an administrator");
    }

    readonly record struct Question(HostName Source, MoveKind Kind, long After);
}

using System.Collections.Concurrent;
using PolicyHa.Adapters.OpenStack.Segments;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>
/// All instances of the cloud, in memory. A cloud of few pages is read whole each time. Of a larger one is read what has changed since the last
/// time, and a few pages of a round through all: that finds what Nova does not call a change, above all metadata. Not at the same time twice.
/// </summary>
sealed class InstancePicture(NovaReads reads, OpenStackOptions options, TimeProvider clock)
{
    /// <summary>Nova's clocks may be behind ours, and a change may be shown later than its time says: so much is asked for once more. 5 min.</summary>
    static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    readonly Dictionary<string, KnownServer> known = new(StringComparer.Ordinal);

    /// <summary>When the last reading that came to its end was begun; null: read whole next.</summary>
    DateTimeOffset? since;

    /// <summary>The round has come so far, this id included; null: at its beginning.</summary>
    string? stand;

    /// <summary>Ids of those whose metadata we have set ourselves, and not read since.</summary>
    readonly ConcurrentDictionary<string, byte> changedHere = new(StringComparer.Ordinal);

    /// <summary>We have changed something about it that Nova calls no change: it is read anew with the next reading.</summary>
    public void Changed(InstanceId instance) => changedHere.TryAdd(instance.Value, 0);

    /// <summary>Those that are on a host, by id.</summary>
    public async Task<IReadOnlyList<Instance>> ReadAsync(SegmentMap map, CancellationToken ct)
    {
        var begunAt = clock.GetUtcNow();
        if (since is not { } last || known.Count <= options.PageSize * options.InstancePagesPerReading)
        {
            changedHere.Clear();
            Replace(known.Keys, await reads.ServersAsync(ct));
            (since, stand) = (begunAt, null);
        }
        else
        {
            Replace([], await reads.ServersChangedAsync(last - Overlap, ct));
            var isOrdered = await GoRoundAsync(ct);
            await ReadChangedHereAsync(ct);
            since = isOrdered ? begunAt : null;             // last: what could not be read to its end is asked for again
        }

        return [.. known.Values.Select(k => k.In(map)).OrderBy(i => i.Id.Value, StringComparer.Ordinal)];
    }

    async Task ReadChangedHereAsync(CancellationToken ct)
    {
        foreach (var id in changedHere.Keys)
        {
            changedHere.TryRemove(id, out _);               // first: it may be changed once more while it is read
            try
            {
                Replace([id], await reads.ServerAsync(new InstanceId(id), ct) is { } server ? [server] : []);
            }
            catch
            {
                changedHere.TryAdd(id, 0);
                throw;
            }
        }
    }

    /// <returns>False: Nova's order is not ours, so that what a page leaves out cannot be told.</returns>
    async Task<bool> GoRoundAsync(CancellationToken ct)
    {
        for (var page = 0; page < options.InstancePagesPerReading; page++)
        {
            var after = stand;
            var answer = await reads.ServersAfterAsync(after, ct);
            if (answer is null)
            {
                // Nova goes on only after an instance that is still there.
                after = known.Keys.Where(id => string.CompareOrdinal(id, stand) < 0).Max(StringComparer.Ordinal);
                answer = after is null ? null : await reads.ServersAfterAsync(after, ct);
            }

            if (answer is not var (items, isLast))
            {
                stand = null;
                return true;
            }

            if (!IsAscending(after, items))
                return false;

            var end = isLast ? null : items[^1].Id;
            Replace([.. known.Keys.Where(id => IsBeyond(id, after) && (end is null || !IsBeyond(id, end)))], items);
            stand = end;
            if (end is null)
                break;                                      // all have been read once more
        }

        return true;
    }

    /// <param name="gone">Of these only what has been read anew is kept.</param>
    void Replace(IEnumerable<string> gone, IReadOnlyList<Server> read)
    {
        var present = read.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in gone.Where(id => !present.Contains(id)).ToList())
            known.Remove(id);
        foreach (var server in read)
        {
            if (server is not { Host.Length: > 0 } || server.IsDeleted)
                known.Remove(server.Id);
            else if (known.TryGetValue(server.Id, out var one))
                one.Update(server);
            else
                known[server.Id] = new KnownServer(server);
        }
    }

    static bool IsBeyond(string id, string? other) => other is null || string.CompareOrdinal(id, other) > 0;

    static bool IsAscending(string? after, IReadOnlyList<Server> servers)
    {
        foreach (var server in servers)
        {
            if (!IsBeyond(server.Id, after))
                return false;
            after = server.Id;
        }

        return true;
    }
}

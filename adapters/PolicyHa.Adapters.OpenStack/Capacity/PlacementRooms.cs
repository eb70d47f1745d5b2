using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Capacity;

/// <summary>
/// How much room hosts have. Placement has no list of that, it is asked host by host; so each reading asks about some hosts only: those
/// it says have changed, then those not asked about for the longest. Where it does not answer, room is not known.
/// </summary>
sealed partial class PlacementRooms(PlacementClient placement, OpenStackOptions options, TimeProvider clock, ILogger<PlacementRooms> log)
{
    /// <summary>What was said longer ago says nothing any more.</summary>
    static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(10);

    /// <summary>A reading of the fleet waits so long for it, no longer: the next one has what comes later.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Nova is waited for; this is not.</summary>
    const int CallsAtOnce = 8;

    readonly ConcurrentDictionary<HostName, RoomReading> known = new();
    readonly Lock gate = new();
    Task reading = Task.CompletedTask;
    string? silence;
    int strangers;

    /// <summary>Begins a reading, unless the one before is not over.</summary>
    /// <returns>It, as far as it is worth waiting for: one that is late is not waited for twice.</returns>
    public Task Begin(IReadOnlyCollection<HostName> hosts)
    {
        lock (gate)
        {
            return options.PlacementHostsPerReading > 0 && reading.IsCompleted ? reading = Task.Run(() => ReadAsync(hosts)) : Task.CompletedTask;
        }
    }

    /// <summary>Ends when the reading does, or after a moment.</summary>
    public async Task WaitForAsync(Task begun, CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(begun, Task.Delay(Patience, clock, ended.Token));
        await ended.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>Null: not known.</summary>
    public Room? Of(HostName host) =>
        known.TryGetValue(host, out var last) && clock.GetUtcNow() - last.ReadAt <= AgeMax ? last.Room : null;

    async Task ReadAsync(IReadOnlyCollection<HostName> hosts)
    {
        try
        {
            var names = new ProviderNames(await placement.ProvidersAsync(CancellationToken.None));
            var providers = hosts.Select(h => (Host: h, Provider: names.Of(h))).Where(p => p.Provider is not null).ToDictionary(p => p.Host, p => p.Provider!);
            foreach (var gone in known.Keys.Where(h => !providers.ContainsKey(h)))
                known.TryRemove(gone, out _);
            Tell(hosts.Count - providers.Count);
            var due = providers.OrderBy(p => DueOf(p.Key, p.Value)).ThenBy(p => p.Key).Take(options.PlacementHostsPerReading);
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce }, (p, ct) => ReadAsync(p.Key, p.Value, ct));
            if (Interlocked.Exchange(ref silence, null) is not null)
                LogAnswers(log);
        }
        catch (Exception e)
        {
            known.Clear();
            if (Interlocked.Exchange(ref silence, e.Message) != e.Message)
                LogSilent(log, e.Message);
        }
    }

    async ValueTask ReadAsync(HostName host, ResourceProvider provider, CancellationToken ct)
    {
        var before = known.GetValueOrDefault(host);
        try
        {
            var readAt = clock.GetUtcNow();
            var inventories = before is { } last && (last.Provider, last.Generation) == (provider.Uuid, provider.Generation)
                ? last.Inventories : await placement.InventoriesAsync(provider.Uuid, ct);
            known[host] = new RoomReading(provider.Uuid, provider.Generation, inventories, await placement.UsagesAsync(provider.Uuid, ct), readAt);
        }
        catch (OutsideUnavailableException e)
        {
            known.TryRemove(host, out _);
            LogHostSilent(log, host, e.Message);
        }
    }

    /// <summary>Who was never asked about, and who has changed, comes first; else the longest ago.</summary>
    DateTimeOffset DueOf(HostName host, ResourceProvider provider) => known.TryGetValue(host, out var last)
        ? (last.Provider, last.Generation) == (provider.Uuid, provider.Generation) ? last.ReadAt : DateTimeOffset.MinValue.AddTicks(1)
        : DateTimeOffset.MinValue;

    void Tell(int without)
    {
        if (Interlocked.Exchange(ref strangers, without) != without && without > 0)
            LogStrangers(log, without);
    }
}

using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>What is known of each host's fencing devices. Kept in memory only: after a start every device is asked again. Thread-safe.</summary>
public sealed class FenceChecks
{
    const int NewsTimes = 2;

    readonly ConcurrentDictionary<HostName, FenceCheck> kept = [];

    readonly ConcurrentDictionary<HostName, FenceCheck> troubled = [];

    /// <summary>Something is wrong with the devices of a host that was not, or is no longer; told again when it was found a second time.</summary>
    public event Action<HostName>? News;

    /// <summary>Something is wrong with some.</summary>
    public bool AnyTrouble => !troubled.IsEmpty;

    /// <summary>In no order.</summary>
    public IEnumerable<FenceCheck> All => kept.Values;

    /// <summary>Null: its devices have not been asked yet.</summary>
    public FenceCheck? Of(HostName host) => kept.GetValueOrDefault(host);

    /// <returns>The same, with how often in a row it was found so.</returns>
    internal FenceCheck Add(FenceCheck check)
    {
        var known = kept.AddOrUpdate(check.Host, check, (_, before) => before.Standing == check.Standing ? check with { InARow = before.InARow + 1 } : check);
        var isNews = known.Trouble is null ? troubled.TryRemove(check.Host, out _) : known.InARow <= NewsTimes;
        if (known.Trouble is not null)
            troubled[check.Host] = known;
        if (isNews)
            News?.Invoke(check.Host);
        return known;
    }

    internal void Keep(Fleet seen)
    {
        foreach (var gone in kept.Keys.Where(h => seen.Host(h) is null))
        {
            kept.TryRemove(gone, out _);
            troubled.TryRemove(gone, out _);
        }
    }
}

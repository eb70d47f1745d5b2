using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>What is known of each host's fencing devices. Kept in memory only: after a start every device is asked again. Thread-safe.</summary>
public sealed class FenceChecks
{
    readonly ConcurrentDictionary<HostName, FenceCheck> kept = [];

    readonly ConcurrentDictionary<HostName, FenceCheck> troubled = [];

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
        if (known.Trouble is null)
            troubled.TryRemove(check.Host, out _);
        else
            troubled[check.Host] = known;
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

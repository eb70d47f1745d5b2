using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.State;

/// <summary>What each segment last said that its hosts add to the counts of limits. Thread-safe.</summary>
public sealed class FleetLoads
{
    readonly Lock gate = new();
    readonly SortedDictionary<SegmentName, SegmentLoad> loads = [];

    /// <summary>
    /// Held while a segment counts, decides and tells what it has admitted: two that decide at once would both take the last slot of
    /// a limit they share.
    /// </summary>
    public Lock Deciding { get; } = new();

    /// <returns>It is news.</returns>
    public bool Tell(SegmentLoad load)
    {
        ArgumentNullException.ThrowIfNull(load);
        lock (gate)
        {
            if (loads.TryGetValue(load.Segment, out var before) && before.Equals(load))
                return false;
            loads[load.Segment] = load;
            return true;
        }
    }

    /// <summary>Null: it has said nothing yet.</summary>
    public SegmentLoad? Of(SegmentName segment)
    {
        lock (gate)
            return loads.GetValueOrDefault(segment);
    }

    /// <summary>Segments that left the fleet are forgotten.</summary>
    public void Keep(Fleet fleet)
    {
        lock (gate)
        {
            foreach (var gone in loads.Keys.Where(s => fleet.Segment(s) is null).ToList())
                loads.Remove(gone);
        }
    }
}

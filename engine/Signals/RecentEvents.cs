using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>The ids of the last events, bounded: the first net against duplicates. The journal's unique index is the second.</summary>
sealed class RecentEvents(int capacity)
{
    readonly HashSet<EventId> known = [];
    readonly Queue<EventId> order = new();

    public bool Knows(EventId id) => known.Contains(id);

    /// <summary>False when it was there already.</summary>
    public bool Add(EventId id)
    {
        if (!known.Add(id))
            return false;
        order.Enqueue(id);
        if (order.Count > capacity)
            known.Remove(order.Dequeue());
        return true;
    }
}

namespace PolicyHa.Samples.Cloud.World;

/// <summary>All servers in an order that never changes, so that a page of a long list costs a page and not
/// a sort.</summary>
internal sealed class ServerIndex(Comparison<Server> order)
{
    readonly List<Server> sorted = [];
    readonly Comparer<Server> comparer = Comparer<Server>.Create(order);
    bool stale;

    public void Add(Server server)
    {
        sorted.Add(server);
        stale = true;
    }

    /// <summary>The servers beyond <paramref name="marker"/> in the asked direction; all without a marker.</summary>
    public IEnumerable<Server> Beyond(Server? marker, bool ascending)
    {
        if (stale)
        {
            sorted.Sort(comparer);
            stale = false;
        }

        var at = marker is null ? (ascending ? -1 : sorted.Count) : sorted.BinarySearch(marker, comparer);
        for (var i = ascending ? at + 1 : at - 1; i >= 0 && i < sorted.Count; i += ascending ? 1 : -1)
        {
            yield return sorted[i];
        }
    }
}

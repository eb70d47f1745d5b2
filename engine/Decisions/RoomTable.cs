using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>What hosts have left, the one with the most memory first: all of them may be looked through for every instance. Not thread-safe.</summary>
sealed class RoomTable
{
    readonly IReadOnlyList<HostRoom> hosts;
    readonly Room?[] left;

    /// <summary>Numbers of those whose room is known: by the memory left, the most first, then as they were given.</summary>
    readonly int[] order;

    public RoomTable(IReadOnlyList<HostRoom> hosts)
    {
        this.hosts = hosts;
        left = [.. hosts.Select(h => h.Room)];
        order = [.. Enumerable.Range(0, left.Length).Where(i => left[i] is not null)];
        for (var i = 1; i < order.Length; i++)
        {
            if (InOrder(order[i - 1], order[i]) < 0)
                continue;
            Array.Sort(order, InOrder);
            break;                                          // who looks ahead again and again gives them in order
        }
    }

    /// <summary>
    /// The one with the most memory left of those that have room, by the order they were given in; then one whose room is not known.
    /// </summary>
    /// <param name="refusals">Why an instance may not be on a host; null: it may be on each.</param>
    /// <returns>Its number; null: there is none.</returns>
    public int? RoomiestFor(Footprint claim, Func<HostView, string?>? refusals)
    {
        var best = -1;
        foreach (var host in order)
        {
            if (claim.RamMiB > 0 && left[host]!.RamMiB < claim.RamMiB)
                break;
            if (!left[host]!.Holds(claim) || !MayTake(host, refusals))
                continue;
            best = host;
            break;
        }

        return best >= 0 ? best : FirstUnknown(refusals);
    }

    /// <summary>Whatever room it has, a host may be given the instance.</summary>
    public bool IsAllowedAnywhere(Func<HostView, string?>? refusals) => Enumerable.Range(0, hosts.Count).Any(i => MayTake(i, refusals));

    /// <summary>What is not known stays so.</summary>
    public void Take(int host, Footprint claim)
    {
        if (left[host] is not { } room)
            return;
        left[host] = room.Without(claim);
        var at = Array.IndexOf(order, host);
        var behind = Array.BinarySearch(order, at + 1, order.Length - at - 1, host, Comparer<int>.Create(InOrder));
        var place = (behind < 0 ? ~behind : behind) - 1;
        Array.Copy(order, at + 1, order, at, place - at);
        order[place] = host;
    }

    int InOrder(int a, int b) => left[b]!.RamMiB != left[a]!.RamMiB ? left[b]!.RamMiB.CompareTo(left[a]!.RamMiB) : a.CompareTo(b);

    int? FirstUnknown(Func<HostView, string?>? refusals)
    {
        if (order.Length == hosts.Count)
            return null;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] is null && MayTake(i, refusals))
                return i;
        }

        return null;
    }

    bool MayTake(int host, Func<HostView, string?>? refusals) => refusals?.Invoke(hosts[host].Host) is null;
}

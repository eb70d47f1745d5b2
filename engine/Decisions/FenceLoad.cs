using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>How much of a segment is down, and how much of that we are working on: what limits are counted over.</summary>
public sealed class FenceLoad
{
    readonly HashSet<HostName> holders;
    readonly List<HostName> waiting = [];

    FenceLoad(int hosts, IReadOnlyList<HostName> down, HashSet<HostName> holders)
    {
        (Hosts, DownHosts, this.holders) = (hosts, down, holders);
    }

    public int Hosts { get; }

    /// <summary>Hosts with a signal agreed down (settled or not), or fenced and not back.</summary>
    public int Down => DownHosts.Count;

    /// <summary>The same by name, in order.</summary>
    public IReadOnlyList<HostName> DownHosts { get; }

    /// <summary>Hosts whose recovery by fencing is under way, by name: they hold the slots.</summary>
    public IEnumerable<HostName> Holders => holders.Order();

    public int UnderWay => holders.Count;

    public static FenceLoad Of(ClusterSnapshot snapshot)
    {
        var down = new List<HostName>();
        var holders = new HashSet<HostName>();
        foreach (var host in snapshot.Hosts)
        {
            if (host.Mark is not null || host.Signals.AnyDown)
                down.Add(host.Name);
            if (host.Incidents.Count > 0 && host.PlanOf(host.Incident) is { Strength: PlanStrength.Fence, IsOver: false })
                holders.Add(host.Name);
        }

        return new FenceLoad(snapshot.Hosts.Count, down, holders);
    }

    /// <summary>A fence was admitted in this turn.</summary>
    public void Take(HostName host) => holders.Add(host);

    /// <summary>A host was deferred in this turn, because no slot is free.</summary>
    public void Wait(HostName host) => waiting.Add(host);

    /// <summary>Where the host stands in the queue for a slot, from 1; null when it does not wait for one.</summary>
    public int? PlaceOf(HostName host) => waiting.IndexOf(host) is >= 0 and var place ? place + 1 : null;

    public bool Holds(HostName host) => holders.Contains(host);

    /// <summary>The storm limit of the policy for this segment.</summary>
    public int DownMax(PolicyLimits limits) => limits.StormHostsMax(Hosts);
}

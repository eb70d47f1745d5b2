using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>How much of a segment is down, and how much of that we are working on: what limits are counted over.</summary>
public sealed class FenceLoad
{
    readonly HashSet<HostName> holders;

    FenceLoad(int hosts, int down, HashSet<HostName> holders)
    {
        (Hosts, Down, this.holders) = (hosts, down, holders);
    }

    public int Hosts { get; }

    /// <summary>Hosts with a signal agreed down (settled or not), or fenced and not back.</summary>
    public int Down { get; }

    /// <summary>Hosts whose recovery by fencing is under way, by name: they hold the slots.</summary>
    public IEnumerable<HostName> Holders => holders.Order();

    public int UnderWay => holders.Count;

    public static FenceLoad Of(ClusterSnapshot snapshot)
    {
        var down = 0;
        var holders = new HashSet<HostName>();
        foreach (var host in snapshot.Hosts)
        {
            if (host.Mark is not null || host.Signals.AnyDown)
                down++;
            if (host.Incidents.Count > 0 && host.PlanOf(host.Incident) is { Strength: PlanStrength.Fence, IsOver: false })
                holders.Add(host.Name);
        }

        return new FenceLoad(snapshot.Hosts.Count, down, holders);
    }

    /// <summary>A fence was admitted in this turn.</summary>
    public void Take(HostName host) => holders.Add(host);

    public bool Holds(HostName host) => holders.Contains(host);

    /// <summary>The storm limit of the policy for this segment.</summary>
    public int DownMax(PolicyLimits limits) => limits.StormHostsMax(Hosts);
}

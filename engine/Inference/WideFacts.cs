using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference;

/// <summary>Makes the given facts that are about more than a host. Pure.</summary>
static class WideFacts
{
    /// <summary>The segment, every zone by name, the cloud.</summary>
    public static List<Fact> Given(ClusterSnapshot now, FleetFacts elsewhere)
    {
        var zones = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var host in now.Hosts)
            zones[host.Compute.Zone] = zones.GetValueOrDefault(host.Compute.Zone) + 1;
        var (hosts, segments) = (now.Hosts.Count, 1);
        foreach (var other in elsewhere.Segments)
        {
            if (other.Segment == now.Segment.Name)
                continue;
            segments++;
            foreach (var (zone, count) in other.HostsByZone)
            {
                zones[zone] = zones.GetValueOrDefault(zone) + count;
                hosts += count;
            }
        }

        return
        [
            new SegmentState(now.Segment, now.Hosts.Count),
            .. zones.Select(z => new ZoneState(z.Key, z.Value)),
            new CloudState(hosts, segments),
        ];
    }

    /// <summary>What the other segments told, in the order of their names.</summary>
    public static List<Fact> Told(ClusterSnapshot now, FleetFacts elsewhere) =>
        [.. elsewhere.Segments.Where(s => s.Segment != now.Segment.Name).SelectMany(s => s.Facts)];

    /// <summary>How many hosts of a snapshot are in each zone.</summary>
    public static IReadOnlyDictionary<string, int> HostsByZone(ClusterSnapshot now) =>
        now.Hosts.CountBy(h => h.Compute.Zone).ToDictionary(StringComparer.Ordinal);
}

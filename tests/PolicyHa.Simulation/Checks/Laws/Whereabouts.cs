using PolicyHa.Engine.Facts;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>Since when hosts are in their segments: what people move in Nova the service knows once it has read it.</summary>
sealed class Whereabouts
{
    readonly Dictionary<HostName, (SegmentName Segment, TimeSpan Since)> places = [];

    public void See(LawScene scene)
    {
        foreach (var host in scene.World.Hosts)
        {
            if (!places.TryGetValue(host.Name, out var place) || place.Segment != host.Segment)
                places[host.Name] = (host.Segment, scene.At);
        }
    }

    /// <summary>It is in another segment, from the start or for longer than it takes to know.</summary>
    public bool IsKnownToBeElsewhere(SimHost host, SimHost than, TimeSpan now, TimeSpan known) =>
        host.Segment != than.Segment && IsKnown(host, now, known);

    /// <summary>It is in its segment from the start or for longer than it takes to know.</summary>
    public bool IsKnown(SimHost host, TimeSpan now, TimeSpan known) =>
        places[host.Name].Since is var since && (since == TimeSpan.Zero || now - since > known);
}

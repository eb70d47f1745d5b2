using PolicyHa.Engine.Facts;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S12, S26, S27, S28: acts on a segment come from its owner, and never under an epoch older than one the world has seen.</summary>
sealed class OneActor : ILaw
{
    readonly Dictionary<SegmentName, long> newest = [];

    public string Id => "S28";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs)
        {
            var segment = scene.Store.Incident(act.Context.Incident)?.Segment ?? scene.World.Host(act.Host).Segment;
            if (newest.TryGetValue(segment, out var epoch) && act.Context.Epoch < epoch)
                return $"{act} by {act.By} under epoch {act.Context.Epoch}, after acts under {epoch}";
            newest[segment] = act.Context.Epoch;
            if (scene.Store.Lease(segment) is { } lease && lease.Owner != act.By)
                return $"{act} by {act.By} while {lease.Owner} owns segment {segment}";
        }

        return null;
    }
}

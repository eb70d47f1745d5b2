using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// What of a dead host may be on none of the hosts that could be given it: it stays in recovery, is looked at in each turn, and is
/// never put elsewhere.
/// </summary>
static class PlaceWaiting
{
    /// <summary>All else of the recovery is done, and instances wait for a place.</summary>
    public static bool Concerns(Incident? incident, RecoveryPlan? plan) =>
        incident is { State: IncidentState.Held } && plan is { IsOver: true, Strength: PlanStrength.Fence } && PlanVerdict.Of(plan).NoPlace is not null;

    /// <summary>
    /// One of those that waited has a place by now, or has left the host, or is not to be recovered any more. Asked again when the fleet has
    /// been read since: what the plan itself has moved counts.
    /// </summary>
    public static bool IsOver(DecisionScene scene, RecoveryPlan plan, HostWish wish)
    {
        if (scene.Snapshot.FleetReadAt <= plan.Steps.Max(s => s.EndedAt))
            return false;
        var waiting = plan.Steps.Where(s => s.HasNoPlace || s.State == StepState.Cancelled).Select(s => s.Instance).OfType<InstanceId>().ToHashSet();
        var left = wish.Evacuated.Where(w => waiting.Contains(w.Instance.Id)).ToList();
        return left.Count < waiting.Count || left.Exists(w => HasPlace(scene, plan, w.Instance));
    }

    /// <summary>By the way that the next plan would go.</summary>
    static bool HasPlace(DecisionScene scene, RecoveryPlan plan, Instance instance)
    {
        var placement = new Placement(scene.Snapshot, scene.Beliefs, scene.Policy);
        var wish = new PlaceWish(instance, scene.Host.Name)
        {
            Heading = Headings.Of(scene.Snapshot.Hosts.SelectMany(h => h.Plans).SelectMany(p => p.Steps), scene.Snapshot.FleetReadAt),
        };
        if (!RecoveryWays.Reserves(scene, plan.Incident, plan))
            return placement.For(wish).WhyNowhere is null;
        return new ReservedHosts(scene.Snapshot, scene.Beliefs, scene.Policy).FreeFor(scene.Host, plan.Incident).Any(h => placement.WhyNotOn(wish, h.Name) is null);
    }

    /// <summary>Of those that are to be evacuated, who will have no place, in words; for people, before the fence.</summary>
    public static IReadOnlyList<string> Foreseen(DecisionScene scene, HostWish wish)
    {
        var bound = wish.Evacuated.Where(w => Placement.Concerns(w.Instance)).ToList();
        if (bound.Count == 0)
            return [];
        var placement = new Placement(scene.Snapshot, scene.Beliefs, scene.Policy);
        return
        [
            .. bound.SelectMany(w => HaPlace.Of(w.Instance).Mistakes),
            .. bound.Select(w => placement.For(new PlaceWish(w.Instance, scene.Host.Name)).WhyNowhere).OfType<string>(),
        ];
    }
}

using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Ends what is open about hosts that have left the segment. Nothing new is begun for them; what has begun is awaited. In another
/// segment the host begins anew.
/// </summary>
static class StrayDecider
{
    public static IEnumerable<Decision> Decide(ClusterSnapshot now) =>
        now.SawEverything ? now.Strays.SelectMany(h => h.Incidents.Select(i => DecideOne(now, h, i))).OfType<Decision>() : [];

    static Decision? DecideOne(ClusterSnapshot now, HostView host, Incident incident)
    {
        var plan = host.PlanOf(incident);
        var subject = Subject.OfOpen(now, host, incident, "left");
        if (plan is { IsOver: false } && plan.Steps.Any(s => s.State == StepState.Waiting))
            return new Decision.Withdraw(subject, WhyOf(host));
        if (plan is { IsOver: false } || host.HasOlderPlanUnderWay(incident))
            return null;
        if (host.MovedTo is null && incident.IsOfHost && host.Instances.Count > 0)
            return Stranded(subject, host, incident);
        return new Decision.Close(subject, plan is null ? WhyOf(host) : $"{WhyOf(host)}; {PlanVerdict.Of(plan).Summary}");
    }

    /// <summary>Nova does not let go of a host with instances by itself: somebody has removed its record, and must see to them.</summary>
    static Decision.GiveUp? Stranded(Subject subject, HostView host, Incident incident)
    {
        var because = $"{WhyOf(host)}, but has {host.Instances.Count} instances on it";
        return incident.State == IncidentState.Failed && incident.Because == because ? null : new Decision.GiveUp(subject, because);
    }

    static string WhyOf(HostView host) =>
        host.MovedTo is { } segment ? $"{host.Name} is in segment {segment} now" : $"Nova has no {host.Name} any more";
}

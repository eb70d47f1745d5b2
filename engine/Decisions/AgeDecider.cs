using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Tells again of incidents that have been open for very long: somebody has forgotten them. Planned work is none.</summary>
static class AgeDecider
{
    /// <param name="decided">Whom something else is decided about has its turn the next time.</param>
    public static IEnumerable<Decision> Decide(ClusterSnapshot now, EscalationPolicy escalation, IReadOnlyCollection<Decision> decided)
    {
        foreach (var host in now.Hosts)
        {
            foreach (var incident in host.Incidents)
            {
                if (incident.Segment == now.Segment.Name && DueAt(incident, escalation) <= now.TakenAt
                    && decided.All(d => d.Subject.Incident?.Id != incident.Id))
                    yield return new Decision.TellAge(Subject.OfOpen(now, host, incident, "age"));
            }
        }
    }

    /// <summary>When it is old, or old again; null: never.</summary>
    public static DateTimeOffset? DueAt(Incident incident, EscalationPolicy escalation)
    {
        if (MaintenanceDecider.IsForWork(incident))
            return null;
        return incident.AgeToldAt is { } told ? told + escalation.OldEvery : incident.OpenedAt + escalation.OldAfter;
    }
}

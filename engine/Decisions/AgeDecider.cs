using PolicyHa.Engine.Facts;
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
                    yield return new Decision.TellAge(SubjectOf(now, host, incident));
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

    static Subject SubjectOf(ClusterSnapshot now, HostView host, Incident incident) => new(
        host,
        host.Instances.FirstOrDefault(i => i.Id == incident.Instance),
        incident,
        new EventId("policyha/age", host.Name.Value),
        incident.FaultSince,
        now.TakenAt)
    {
        Scope = incident.Scope,
        Row = incident.Row,
    };
}

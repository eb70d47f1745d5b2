using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.State;

/// <summary>
/// Open incidents, their plans and our fence marks, in memory: what the store has, ready to be looked at. Changed only by
/// <see cref="Apply(StateChanges)"/>, after the store has the change.
/// </summary>
public sealed class IncidentBook
{
    readonly ConcurrentDictionary<IncidentId, Incident> incidents = new();
    readonly ConcurrentDictionary<PlanId, RecoveryPlan> plans = new();
    readonly ConcurrentDictionary<HostName, FenceMark> marks = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Incident> Open => [.. incidents.Values.OrderBy(i => i.OpenedAt).ThenBy(i => i.Id.Value, StringComparer.Ordinal)];

    /// <summary>Plans with something left to do, by id.</summary>
    public IReadOnlyList<RecoveryPlan> PlansUnderWay =>
        [.. plans.Values.Where(p => !p.IsOver).OrderBy(p => p.Id.Value, StringComparer.Ordinal)];

    public Incident? Incident(IncidentId id) => incidents.GetValueOrDefault(id);

    public RecoveryPlan? Plan(PlanId id) => plans.GetValueOrDefault(id);

    /// <summary>By id.</summary>
    public IEnumerable<RecoveryPlan> PlansOf(IncidentId incident) =>
        plans.Values.Where(p => p.Incident == incident).OrderBy(p => p.Id.Value, StringComparer.Ordinal);

    public FenceMark? Mark(HostName host) => marks.GetValueOrDefault(host);

    /// <summary>Fills the book after a start.</summary>
    public void Load(OpenState open)
    {
        foreach (var incident in open.Incidents)
            incidents[incident.Id] = incident;
        foreach (var plan in open.Plans)
            plans[plan.Id] = plan;
        foreach (var mark in open.FenceMarks)
            marks[mark.Host] = mark;
    }

    /// <summary>What the store now has.</summary>
    public void Apply(StateChanges changes)
    {
        foreach (var plan in changes.Plans)
            plans[plan.Id] = plan;
        var steps = changes.Steps.Select(m => m.Step).Concat(changes.NewSteps).GroupBy(s => s.Plan);
        foreach (var group in steps)
            plans[group.Key] = plans[group.Key].With([.. group]);
        foreach (var incident in changes.Incidents)
            Apply(incident);
        foreach (var mark in changes.FenceMarks)
            marks[mark.Host] = mark;
        foreach (var host in changes.FenceMarksLifted)
            marks.TryRemove(host, out _);
    }

    void Apply(Incident incident)
    {
        if (incident.IsOpen)
        {
            incidents[incident.Id] = incident;
            return;
        }

        incidents.TryRemove(incident.Id, out _);
        foreach (var plan in plans.Values.Where(p => p.Incident == incident.Id).ToList())
            plans.TryRemove(plan.Id, out _);
    }
}

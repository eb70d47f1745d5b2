using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Instances that were moved and are not at their new places what they were. They have left the host, so no plan of its incident can mend them; it is not
/// over as though all were well.
/// </summary>
static class CameUpWrong
{
    /// <summary>Which they are, in words; null: none.</summary>
    public static string? In(IEnumerable<PlanStep> steps)
    {
        var wrong = steps.Where(s => s.CameUpWrong).Select(s => $"{s.InstanceName ?? s.Instance!.Value.Value} {s.Outcome}").ToList();
        return wrong.Count > 0 ? $"came up wrong: {string.Join("; ", wrong)}" : null;
    }

    /// <summary>By plans of the incident before this one.</summary>
    public static string? Before(HostView host, RecoveryPlan plan) =>
        In(host.Plans.Where(p => p.Incident == plan.Incident && p.Id != plan.Id).SelectMany(p => p.Steps));

    /// <summary>A person must see to one of the incident's yet; false where that is not known.</summary>
    public static bool IsLeft(HostView host, Incident incident) => host.Undone.Any(u => u.Incident == incident.Id && u.CameUpWrong && !u.IsSettled(host.Name));
}

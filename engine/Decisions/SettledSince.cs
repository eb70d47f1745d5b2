using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// A recovery that failed waits for people. When they have moved what it left undone, an evacuation came to its end too late for us, or owners have deleted
/// what was left, nothing is left to wait for: the incident is over, though its host is not back.
/// </summary>
static class SettledSince
{
    /// <summary>That it is so, in words; null: something is left, or it is not known.</summary>
    /// <param name="left">Instances on the host that somebody must still see to.</param>
    public static string? Words(DecisionScene scene, Incident? incident, RecoveryPlan? plan, int left)
    {
        var host = scene.Host;
        if (left > 0 || incident is not { State: IncidentState.Failed } || plan is not { IsOver: true, Strength: PlanStrength.Fence } || host.HasOlderPlanUnderWay(incident))
            return null;
        var isKnown = scene.Snapshot.SawEverything && plan.Steps.All(s => s.EndedAt is null || s.EndedAt < scene.Snapshot.FleetReadAt);
        var isProven = plan.Steps.Any(s => s is { Kind: StepKind.Fence, State: StepState.Done });
        return isKnown && isProven && !plan.Steps.Any(IsOfItsOwn) && AllAre(host, incident) ? WordsOf(host, incident) : null;
    }

    /// <summary>The same of an incident of one instance that was moved and came up wrong.</summary>
    public static string? WordsOfMoved(DecisionScene scene, Incident incident, PlanStep moved) =>
        incident.State == IncidentState.Failed && scene.Snapshot.SawEverything && moved.EndedAt < scene.Snapshot.FleetReadAt && AllAre(scene.Host, incident)
            ? WordsOf(scene.Host, incident) : null;

    static bool AllAre(HostView host, Incident incident) => host.Undone.All(u => u.Incident != incident.Id || u.IsSettled(host.Name));

    static string WordsOf(HostView host, Incident incident)
    {
        var undone = host.Undone.Where(u => u.Incident == incident.Id).Select(u => u.Whereabouts).ToList();
        return undone.Count == 0
            ? $"nothing of what the recovery had left is on {host.Name} any more"
            : $"what the recovery had left undone is settled since: {string.Join(", ", undone)}";
    }

    /// <summary>It failed, and that no instance is left mends it not: a call that nobody answered, or an instance that did not follow its group.</summary>
    static bool IsOfItsOwn(PlanStep step) => step is
    {
        State: StepState.Failed,
        CameUpWrong: false,
        Kind: not (StepKind.Evacuate or StepKind.ForceDown or StepKind.ReserveHost or StepKind.Survey or StepKind.Verify),
    };
}

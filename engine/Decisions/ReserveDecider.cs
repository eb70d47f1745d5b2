using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Gives a reserved host its role back: when nothing has landed there, or the host it stands in for is back in service. Nova places
/// nothing new there from then on, and it may be taken again.
/// </summary>
static class ReserveDecider
{
    /// <summary>Stands where a table's name stands.</summary>
    public const string Table = "reserve";

    const string GiveBack = "give-back";

    /// <summary>The host is well, and is to be given back, or is being given back.</summary>
    public static bool Concerns(DecisionScene scene) => scene.Host.Mark is null && scene.Host.Compute.IsReserved
        && (scene.Host.Incident is { } open ? IsOurs(open) : IsDue(scene));

    static bool IsOurs(Incident incident) => incident.Row.StartsWith($"{Table}/", StringComparison.Ordinal);

    /// <summary>Only what was read of the fleet after the recovery says whether anything landed.</summary>
    static bool IsDue(DecisionScene scene) => scene.Host.Reservation is { SettledAt: { } settled } taken
        && scene.Snapshot.FleetReadAt > settled && !MaintenanceDecider.IsHeldBack(scene)
        && (scene.Host.Instances.Count == 0 || scene.Snapshot.Host(taken.For) is { Mark: null, Incident: null });

    /// <summary>Null: nothing changes.</summary>
    public static Decision? Decide(DecisionScene scene)
    {
        var (host, incident) = (scene.Host, scene.Host.Incident);
        var subject = HostDecider.SubjectOf(scene, incident);
        if (incident is null)
            return Begin(scene, subject);
        var plan = host.PlanOf(incident);
        if (plan is { IsOver: false })
            return null;
        if (plan is not null && PlanVerdict.Of(plan).Undone is { Count: > 0 } undone)
            return incident.State == IncidentState.Recovering ? new Decision.GiveUp(subject, string.Join("; ", undone)) : null;
        return new Decision.Close(subject, plan is null ? "it is reserved again" : PlanVerdict.Of(plan).Summary);
    }

    static Decision.Recover Begin(DecisionScene scene, Subject subject)
    {
        var id = PlanId.Of(subject.IncidentId, 1);
        var row = new RowMatch(scene.Host.Compute, null, Table, GiveBack, RuleSource.BuiltIn, RowMatch.NoCells, RowReading.None);
        var plan = PlanLaws.Checked(new RecoveryPlan
        {
            Id = id,
            Incident = subject.IncidentId,
            Segment = scene.Snapshot.Segment.Name,
            Host = scene.Host.Name,
            Strength = PlanStrength.Maintain,
            Intent = $"{Table}/{GiveBack}",
            Policy = scene.Policy.Version.ToString(),
            SnapshotDigest = scene.Digest.Of(scene.Host),
            CreatedAt = scene.Now,
            Steps = [PlanStepFactory.New(id, 1, StepKind.ReleaseHost, scene.Host.Name, null, null, [], scene.Options)],
        });
        var wish = HostWish.Of(scene.Host, row, TimeSpan.Zero, scene.Policy);
        return new Decision.Recover(subject, row, plan, Explainer.ForHost(scene, row, wish, [plan.Text], [], plan));
    }
}

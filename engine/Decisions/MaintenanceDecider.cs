using System.Globalization;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Clears the way for work on a host: Nova places nothing there any more, and with a drain what can be live-migrated is. When the work
/// is over the host is given back. A recovery that has begun on it is finished first.
/// </summary>
static class MaintenanceDecider
{
    /// <summary>Stands where a table's name stands.</summary>
    public const string Table = "maintenance";

    const string Drain = "drain";

    const string KeepFree = "keep-free";

    const string Over = "over";

    /// <summary>The host is well, and somebody works on it, or did.</summary>
    public static bool Concerns(DecisionScene scene) => scene.Host.Mark is null
        && (scene.Host.Incident is { } open ? IsForWork(open) : WindowOf(scene) is not null || scene.Host.Compute.IsDisabledForWork);

    internal static bool IsForWork(Incident incident) => incident.Row.StartsWith($"{Table}/", StringComparison.Ordinal);

    static MaintenanceWindow? WindowOf(DecisionScene scene) =>
        scene.Snapshot.Operators.WindowOf(scene.Host.Name, scene.Snapshot.Segment.Name, scene.Now);

    static string RowNameOf(MaintenanceWindow window) => window.Drain ? Drain : KeepFree;

    /// <summary>Null: nothing changes.</summary>
    public static Decision? Decide(DecisionScene scene)
    {
        var incident = scene.Host.Incident;
        var plan = scene.Host.PlanOf(incident);
        var subject = HostDecider.SubjectOf(scene, incident);
        if (WindowOf(scene) is { } window)
            return WhileWorkedOn(scene, subject, plan, window);
        if (plan is { IsOver: false })
        {
            return plan.Steps.Any(s => s.State == StepState.Waiting && s.Kind != StepKind.Enable)
                ? new Decision.Withdraw(subject, "the work is over") : null;
        }

        // No fault begins it, but the end of the work; and that of a segment, because a host that moves may end an incident in one
        // and begin this one in the next at the same moment.
        return WhenOver(scene, incident is null ? subject with { Cause = new EventId("policyha/work-over", scene.Snapshot.Segment.Name.Value) } : subject, plan);
    }

    static Decision? WhenOver(DecisionScene scene, Subject subject, RecoveryPlan? plan)
    {
        var isKeptEmpty = scene.Host.Compute.IsDisabledForWork;
        var hasAsked = plan?.Steps.Any(s => s.Kind == StepKind.Enable) == true;
        var mayBeDisabled = isKeptEmpty || plan?.Steps.Any(s => s is { Kind: StepKind.Disable, State: StepState.Done }) == true;
        if (!hasAsked && mayBeDisabled)
        {
            return IsHeldBack(scene)
                ? null : Begin(scene, subject, Over, $"{Table}/{Over}", [Step(scene, subject, 1, StepKind.Enable, null, [])]);
        }

        if (subject.Incident is not { } incident)
            return null;
        if (hasAsked && PlanVerdict.Of(plan!).Undone is { Count: > 0 } undone && isKeptEmpty)
            return incident.State == IncidentState.Recovering ? new Decision.GiveUp(subject, string.Join("; ", undone)) : null;
        return isKeptEmpty ? null                        // the fleet was read before we enabled it
            : new Decision.Close(subject, plan is null ? "the work is over" : $"the work is over; {PlanVerdict.Of(plan).Summary}");
    }

    static Decision? WhileWorkedOn(DecisionScene scene, Subject subject, RecoveryPlan? plan, MaintenanceWindow window)
    {
        if (plan is null || (plan.IsOver && !IsOf(window, plan)))
        {
            return !scene.Snapshot.SawEverything || scene.Host.Plans.Any(p => p.IsUnderWay) || IsHeldBack(scene)
                ? null : Begin(scene, subject, RowNameOf(window), IntentOf(window), StepsOf(scene, subject, window));
        }

        if (!plan.IsOver)
        {
            return !IsOf(window, plan) && plan.Steps.Any(s => s.State == StepState.Waiting)
                ? new Decision.Withdraw(subject, $"{window.By} has another wish: {window.Reason}") : null;
        }

        var verdict = PlanVerdict.Of(plan);
        var (reason, because) = verdict.Undone.Count > 0
            ? (HoldReason.NotDrained, $"{scene.Host.Name} is {(verdict.OnlyCameUpWrong ? "empty, but not all is well" : window.Drain ? "not empty" : "not kept free")}: {string.Join("; ", verdict.Undone)}")
            : (HoldReason.HostInMaintenance, $"ready for the work of {window.By}: {verdict.Summary}");
        var row = RowNameOf(window);
        return subject.Incident!.Hold == reason && subject.Incident.Because == because
            ? null
            : new Decision.Hold(
                subject, RowOf(scene, row), reason, because, HoldSeverity.Of(reason),
                Explained(scene, row, $"hold: {reason.Name()}: {because}", null));
    }

    /// <summary>The plan is of this window, not of one before it. By the name of the window: two machines' clocks do not tell what came first.</summary>
    static bool IsOf(MaintenanceWindow window, RecoveryPlan plan) => plan.Intent == IntentOf(window);

    static string IntentOf(MaintenanceWindow window) =>
        string.Create(CultureInfo.InvariantCulture, $"{Table}/{RowNameOf(window)} since {window.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}");

    /// <summary>Disarmed or paused: moving instances off is an act like any other.</summary>
    internal static bool IsHeldBack(DecisionScene scene) =>
        scene.Snapshot.Operators.DisarmOf(scene.Host.Name, scene.Snapshot.Segment.Name, scene.Now) is not null
        || scene.Snapshot.Operators.PauseOf(scene.Host.Name, scene.Snapshot.Segment.Name, scene.Now) is not null;

    /// <summary>Of a drain, the dearest first; what can be moved neither alive nor, where the policy says so, cold stays, and is told at the end of the plan by what is left.</summary>
    static List<PlanStep> StepsOf(DecisionScene scene, Subject subject, MaintenanceWindow window)
    {
        var steps = new List<PlanStep> { Step(scene, subject, 1, StepKind.Disable, null, [], $"{window.Reason} by {window.By}") };
        if (!window.Drain)
            return steps;
        var wishes = scene.Host.Instances
            .Select(i => new InstanceWish(i, scene.Policy.Classes.Classify(i, scene.Host.Compute), null))
            .Where(w => w.IsAlive).OrderByDescending(w => w.Class.Class).ThenBy(w => w.Instance.Name, StringComparer.Ordinal).ThenBy(w => w.Instance.Id);
        foreach (var wish in wishes)
        {
            var kind = wish is { LiveMigration: LiveMigrationAnswer.Migrate, CanMigrate: true } ? StepKind.Migrate : StepKind.LiveMigrate;
            steps.Add(Step(scene, subject, steps.Count + 1, kind, wish.Instance, [1]));
        }

        return steps;
    }

    static PlanStep Step(
        DecisionScene scene, Subject subject, int number, StepKind kind, Topology.Instance? instance, IReadOnlyList<int> after,
        string? argument = null) =>
        PlanStepFactory.New(PlanIdOf(subject), number, kind, scene.Host.Name, instance, argument, after, scene.Options);

    static PlanId PlanIdOf(Subject subject) => PlanId.Of(subject.IncidentId, (subject.Incident?.Plans ?? 0) + 1);

    static Decision.Recover Begin(DecisionScene scene, Subject subject, string row, string intent, IReadOnlyList<PlanStep> steps)
    {
        var plan = PlanLaws.Checked(new RecoveryPlan
        {
            Id = PlanIdOf(subject),
            Incident = subject.IncidentId,
            Segment = scene.Snapshot.Segment.Name,
            Host = scene.Host.Name,
            Strength = PlanStrength.Maintain,
            Intent = intent,
            Policy = scene.Policy.Version.ToString(),
            SnapshotDigest = scene.Digest.Of(scene.Host),
            CreatedAt = scene.Now,
            Steps = steps,
        });
        return new Decision.Recover(subject, RowOf(scene, row), plan, Explained(scene, row, plan.Text, plan));
    }

    static RowMatch RowOf(DecisionScene scene, string row) =>
        new(scene.Host.Compute, null, Table, row, RuleSource.BuiltIn, RowMatch.NoCells, RowReading.None);

    static Explanation Explained(DecisionScene scene, string row, string outcome, RecoveryPlan? plan)
    {
        var match = RowOf(scene, row);
        return Explainer.ForHost(scene, match, HostWish.Of(scene.Host, match, TimeSpan.Zero, scene.Policy), [outcome], [], plan);
    }
}

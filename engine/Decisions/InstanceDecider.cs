using PolicyHa.Engine.Decisions.Guards;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Decides about faults inside instances whose host is fine. A faulty host takes over: its plan covers them.</summary>
static class InstanceDecider
{
    public static IEnumerable<Decision> Decide(DecisionScene scene)
    {
        var host = scene.Host;
        var subjects = host.Faults.Select(f => f.Instance)
            .Concat(host.Incidents.Where(i => i.Instance is not null).Select(i => i.Instance!.Value))
            .Distinct().Order();
        return scene.Beliefs.Error is not null ? [] : subjects.Select(s => DecideOne(scene, s)).OfType<Decision>();
    }

    static Decision? DecideOne(DecisionScene scene, InstanceId id)
    {
        var host = scene.Host;
        var incident = host.Incidents.FirstOrDefault(i => i.Instance == id);
        var plan = host.PlanOf(incident);
        var instance = host.Instances.FirstOrDefault(i => i.Id == id);
        var fault = host.Faults.FirstOrDefault(f => f.Instance == id);
        if (instance is null || fault is null)
            return incident is null ? null : WhenGone(scene, new Subject(host, instance, incident, default, incident.FaultSince, scene.Now), plan);

        var subject = new Subject(host, instance, incident, fault.Cause, incident?.FaultSince ?? fault.Since, scene.Now);
        if (scene.Beliefs.SuppressionOf(host.Name, id) is { } suppression)
            return incident is null ? null : WhenSuperseded(scene, subject, plan, suppression);
        if (plan is { IsOver: false } || incident?.State == IncidentState.Failed)
            return null;
        var row = scene.Beliefs.RowOf(host.Name, id);
        if (plan is not null && incident!.State == IncidentState.Recovering)
            return AfterPlan(scene, subject, plan, row);
        var isTold = incident?.Hold is HoldReason.OperatorNotified or HoldReason.Declined or HoldReason.AwaitingRepair && row is not null && plan is not null && Intents.RowOf(plan.Intent) == RowText(row)
            && !(WasLeftAlone(plan) && RunsAgain(scene, instance, plan));
        return row is null || isTold ? null : Begin(scene, subject, row);
    }

    static Decision? WhenGone(DecisionScene scene, Subject subject, RecoveryPlan? plan) => plan switch
    {
        { IsOver: true } when plan.Steps.FirstOrDefault(s => s.CameUpWrong) is { } moved => WhenMovedAndWrong(scene, subject, plan, moved),
        null or { IsOver: true } or { HasBegun: false, IsUnderWay: false } => new Decision.Close(subject, "the fault cleared"),
        { IsAsking: true } when plan.Steps.Any(s => s.State == StepState.Waiting) => new Decision.Withdraw(subject, "the fault cleared"),
        _ => null,
    };

    /// <summary>It has left the host with its fault, and is not well where it is: that is over when somebody has seen to it.</summary>
    static Decision? WhenMovedAndWrong(DecisionScene scene, Subject subject, RecoveryPlan plan, PlanStep moved)
    {
        if (subject.Incident!.State != IncidentState.Failed)
            return new Decision.GiveUp(subject, string.Join("; ", PlanVerdict.Of(plan).Undone));
        return SettledSince.WordsOfMoved(scene, subject.Incident, moved) is { } words ? new Decision.Close(subject, words) : null;
    }

    /// <summary>The host's incident takes it over: what waits is dropped, what runs is awaited, and nothing new begins.</summary>
    static Decision? WhenSuperseded(DecisionScene scene, Subject subject, RecoveryPlan? plan, Suppression suppression)
    {
        var by = scene.Takeover ?? scene.Host.Incident?.Id;
        var because = by is { } taker ? $"superseded by {taker}: {suppression.Because}" : $"superseded: {suppression.Because}";
        if (plan is null or { IsOver: true } or { HasBegun: false, IsUnderWay: false })
            return new Decision.Close(subject, because) { SupersededBy = by };
        return plan.Steps.Any(s => s.State == StepState.Waiting) || (by is not null && subject.Incident!.SupersededBy != by)
            ? new Decision.Withdraw(subject, because) { SupersededBy = by }
            : null;
    }

    static Decision? AfterPlan(DecisionScene scene, Subject subject, RecoveryPlan plan, RowMatch? row)
    {
        var verdict = PlanVerdict.Of(plan);
        if (Intents.OnlyTold(plan))
            return new Decision.GiveUp(subject, Intents.NothingHelped);
        if (plan.Steps.Any(s => s.CameUpWrong))
            return new Decision.GiveUp(subject, string.Join("; ", verdict.Undone));
        if (verdict.Undone.Count == 0 && row is not null && plan.Strength == PlanStrength.Notify && scene.Host.HasLastingFault(subject.Instance!.Id))
            return HoldAfterwards(scene, subject, row, HoldReason.OperatorNotified, "the operators have been told; the table asks no more");
        if (verdict.Undone.Count == 0 && row is not null && LeavesItDown(plan))
            return HoldAfterwards(scene, subject, row, HoldReason.AwaitingRepair, $"{verdict.Summary}; the row asks no more, and the fault is not over");
        if (verdict.Undone.Count == 0 && row is not null && WasLeftAlone(plan) && scene.Host.HasLastingFault(subject.Instance!.Id))
            return HoldAfterwards(scene, subject, row, HoldReason.AwaitingRepair, $"{plan.Steps.First(s => s.State == StepState.Skipped).Outcome}; the fault is not over");
        if (verdict.Undone.Count == 0)
            return new Decision.Close(subject, verdict.Summary);
        var hasElse = row is not null && RungFor(scene, subject, row)?.Falls > Intents.FallsIn(plan);
        if (row is not null && verdict.Declined is { } no && !hasElse)
            return HoldAfterwards(scene, subject, row, HoldReason.Declined, no);
        return row is not null && (hasElse || HasTriesLeft(scene, subject, row))
            ? Begin(scene, subject, row)
            : new Decision.GiveUp(subject, string.Join("; ", verdict.Undone));
    }

    /// <summary>It was stopped for good, or another service says that it is through: the fault is there still, and nothing more is asked.</summary>
    static bool LeavesItDown(RecoveryPlan plan) =>
        plan.Steps.Any(s => s.Kind is StepKind.Stop or StepKind.Call) && plan.Steps.All(s => s.Kind != StepKind.Start);

    /// <summary>Nothing was done to it, such as where its owner has stopped it: to ask again at once would bring the same answer, without end.</summary>
    static bool WasLeftAlone(RecoveryPlan plan) =>
        plan.Steps.Any(s => s.State == StepState.Skipped) && plan.Steps.All(s => s.State == StepState.Skipped || s.Kind == StepKind.Notify);

    /// <summary>As far as has been read since the plan was over.</summary>
    static bool RunsAgain(DecisionScene scene, Instance instance, RecoveryPlan plan) =>
        scene.Snapshot.FleetReadAt > plan.Steps.Max(s => s.EndedAt) && instance.State != VmState.Stopped;

    static Decision.Hold? HoldAfterwards(DecisionScene scene, Subject subject, RowMatch row, HoldReason reason, string because) =>
        Hold(scene, subject, row, new InstanceWish(subject.Instance!, ClassOf(scene, subject), null), reason, because, []);

    static string RowText(RowMatch row) => $"{row.Table}/{row.Row}";

    /// <summary>What the row asks for now: by the fault's age, what was tried before, and what of this incident has failed.</summary>
    static LadderRung? RungFor(DecisionScene scene, Subject subject, RowMatch row) =>
        row.Cells.GetValueOrDefault(ClassOf(scene, subject).Class, ActionLadder.None).RungAt(
            scene.Now - subject.FaultSince, scene.Host.RecoveriesOf(subject.Instance!.Id), scene.Now,
            Intents.FallsOf(RowText(row), scene.Host.PlanOf(subject.Incident)));

    /// <summary>A ladder that counts tries goes on until its last rung has been tried.</summary>
    static bool HasTriesLeft(DecisionScene scene, Subject subject, RowMatch row)
    {
        var verdict = ClassOf(scene, subject);
        var rungs = row.Cells.GetValueOrDefault(verdict.Class, ActionLadder.None).Rungs;
        return rungs.Count > 0 && rungs[^1].TriesBefore > 0 && subject.Incident!.Plans <= rungs[^1].TriesBefore;
    }

    static ClassVerdict ClassOf(DecisionScene scene, Subject subject) =>
        scene.Policy.Classes.Classify(subject.Instance!, scene.Host.Compute);

    static Decision? Begin(DecisionScene scene, Subject subject, RowMatch row)
    {
        var verdict = ClassOf(scene, subject);
        var wish = new InstanceWish(subject.Instance!, verdict, RungFor(scene, subject, row));
        if (verdict.Class == InstanceClass.None)
            return null;
        if (row.Row is RowMatch.OnError)
            return Hold(scene, subject, row, wish, HoldReason.RuleError, row.Because ?? "the table could not be evaluated", []);
        if (row.Row is RowMatch.Conflict)
            return Hold(scene, subject, row, wish, HoldReason.RuleConflict, row.Because!, []);
        if (wish.Rung is not { } rung)
            return null;
        var strength = StrengthOf(rung);
        var asked = new GuardScene(scene.Snapshot, scene.Host, scene.Beliefs, scene.Policy, scene.Load, strength, rung.Actions.ToHashSet());
        if (AllGuards.FirstObjection(asked) is var (reason, because))
            return IsHeldSo(subject.Incident, reason, because) ? null : Hold(scene, subject, row, wish, reason, because, AllGuards.Ask(asked));
        var guards = AllGuards.Ask(asked);
        if (row.Row is "otherwise")
            return Hold(scene, subject, row, wish, HoldReason.SignalUnknown, row.Because ?? "no row of the table covers this", guards);

        var plan = PlanOf(scene, subject, row, wish, strength);
        return new Decision.Recover(subject, row, plan, Explainer.ForInstance(scene, subject, row, wish, [plan.Text], guards, plan));
    }

    static PlanStrength StrengthOf(LadderRung rung)
    {
        if (rung.Wants(RecoveryAction.LiveMigrate) || rung.Wants(RecoveryAction.Migrate))
            return PlanStrength.Migrate;
        return rung.Actions.Any(a => a is RecoveryAction.Restart or RecoveryAction.Reboot or RecoveryAction.Stop or RecoveryAction.Call) ? PlanStrength.Restart : PlanStrength.Notify;
    }

    static RecoveryPlan PlanOf(DecisionScene scene, Subject subject, RowMatch row, InstanceWish wish, PlanStrength strength)
    {
        var id = PlanId.Of(subject.IncidentId, (subject.Incident?.Plans ?? 0) + 1);
        return PlanLaws.Checked(new RecoveryPlan
        {
            Id = id,
            Incident = subject.IncidentId,
            Segment = scene.Snapshot.Segment.Name,
            Host = scene.Host.Name,
            Strength = strength,
            Intent = Intents.Of(RowText(row), wish.Rung!.Falls),
            Policy = scene.Policy.Version.ToString(),
            SnapshotDigest = scene.Digest.Of(scene.Host),
            CreatedAt = scene.Now,
            Steps = PlanDraft.ForInstance(id, wish, scene.Options),
        });
    }

    static bool IsHeldSo(Incident? incident, HoldReason reason, string because) => incident?.Hold == reason && incident.Because == because;

    static Decision.Hold? Hold(
        DecisionScene scene, Subject subject, RowMatch row, InstanceWish wish, HoldReason reason, string because,
        IReadOnlyList<GuardAnswer> guards)
    {
        if (IsHeldSo(subject.Incident, reason, because))
            return null;
        var explanation = Explainer.ForInstance(scene, subject, row, wish, [$"hold: {reason.Name()}: {because}"], guards, null);
        return new Decision.Hold(subject, row, reason, because, HoldSeverity.Of(reason), explanation);
    }
}

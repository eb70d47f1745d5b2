using PolicyHa.Engine.Decisions.Guards;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// Decides about a host that we have fenced, once the recovery that fenced it is over: is it still off, is it back but not well, may it
/// be given instances again? Until it may, its faults are told, and nothing is done about them.
/// </summary>
static class ReturnDecider
{
    /// <summary>Stands where a table's name stands.</summary>
    public const string Table = "re-admission";

    /// <summary>It is fenced and that is settled, or it is on its way back.</summary>
    public static bool Concerns(DecisionScene scene) =>
        scene.Host is { Mark: { } mark, Incident: var open }
            ? open?.Id != mark.Incident || IsTakenBackByHand(scene, mark, open) || IsHomeAgain(scene, mark, open)
            : IsReturn(scene.Host.Incident);

    /// <summary>The incident is about the return of a host.</summary>
    public static bool IsReturn(Incident? incident) => incident?.Row.StartsWith($"{Table}/", StringComparison.Ordinal) == true;

    /// <summary>Null: nothing changes.</summary>
    public static Decision? Decide(DecisionScene scene, RowMatch? fault)
    {
        var (host, incident) = (scene.Host, scene.Host.Incident);
        var plan = host.PlanOf(incident);
        var subject = HostDecider.SubjectOf(scene, incident);
        if (host.Mark is not { } mark)
            return plan is null or { IsOver: true } ? new Decision.Close(subject, plan is null ? "it is back" : PlanVerdict.Of(plan).Summary) : null;
        if (incident?.Id == mark.Incident)
            return host.HasOlderPlanUnderWay(incident) ? null : new Decision.Close(subject, $"{TakenBackBy(scene, mark, incident)}; it was: {incident.Because}");
        if (plan is { IsOver: false })
            return fault is not null && plan.Steps.Any(s => s.State == StepState.Waiting) ? new Decision.Withdraw(subject, "it is faulty again") : null;
        if (IsInService(scene, mark))
            return new Decision.Welcome(subject);
        if (fault is not null)
            return incident is null && !ShowedLife(scene, mark) ? null : NotWell(scene, subject, fault, mark);
        return scene.Beliefs.IsSuspect(host.Name) || !host.Signals.AllUp || !ShowedLife(scene, mark) ? null : WhenWell(scene, subject, mark, plan);
    }

    /// <summary>
    /// Somebody has put it back by hand: Nova neither counts it as dead nor keeps instances off it for us. Only what was read after the
    /// recovery counts.
    /// </summary>
    static bool IsInService(DecisionScene scene, FenceMark mark) =>
        scene.Snapshot.FleetReadAt > (mark.SettledAt ?? mark.FencedAt) && scene.Host.Compute is { ForcedDown: false, IsDisabledByUs: false };

    /// <summary>
    /// The recovery left something undone and waits for a person, and one has taken the host back: in Nova, after we had it forced down,
    /// or by a word.
    /// </summary>
    static bool IsTakenBackByHand(DecisionScene scene, FenceMark mark, Incident failed) =>
        failed.State == IncidentState.Failed && mark.SettledAt is { } settled
        && scene.Host.PlanOf(failed) is { IsOver: true } plan
        && (scene.Snapshot.Operators.ReAdmissionOf(mark)?.At > settled
            || (plan.Steps.Any(s => s is { Kind: StepKind.ForceDown, State: StepState.Done }) && IsInService(scene, mark)));

    /// <summary>Instances wait for a place, and the host they were on is back and has been well for long enough: they are started there.</summary>
    static bool IsHomeAgain(DecisionScene scene, FenceMark mark, Incident waiting) =>
        PlaceWaiting.Concerns(waiting, scene.Host.PlanOf(waiting)) && scene.Host.Signals.AllUp && ShowedLife(scene, mark)
        && scene.Beliefs.FaultOf(scene.Host.Name) is null && !scene.Beliefs.IsSuspect(scene.Host.Name)
        && (scene.Policy.ReAdmission.Mode == ReAdmissionMode.Force || scene.Host.SignalsAge(scene.Now) >= scene.Policy.ReAdmission.Healthy);

    static string TakenBackBy(DecisionScene scene, FenceMark mark, Incident open) =>
        PlaceWaiting.Concerns(open, scene.Host.PlanOf(open)) ? $"{mark.Host} is back, and what had no other place starts there when it may" :
        scene.Snapshot.Operators.ReAdmissionOf(mark) is { } asked ? $"{asked.By} wants {mark.Host} back" : $"somebody has put {mark.Host} back into service";

    /// <summary>Something of it has come up since it was fenced.</summary>
    static bool ShowedLife(DecisionScene scene, FenceMark mark) => SignalNames.All.Any(
        s => scene.Host.Signals[s] is { Status: SignalStatus.Up, ChangedAt: { } at } && at > mark.FencedAt);

    static Decision.Hold? NotWell(DecisionScene scene, Subject subject, RowMatch fault, FenceMark mark) => Hold(
        scene, subject, fault, HoldReason.AwaitingRepair,
        $"{mark.Host} was fenced at {mark.FencedAt:HH:mm:ss} and has not come back well; nothing is done before it is");

    static Decision? WhenWell(DecisionScene scene, Subject subject, FenceMark mark, RecoveryPlan? plan)
    {
        var (host, operators, law) = (scene.Host, scene.Snapshot.Operators, scene.Policy.ReAdmission);
        var asked = operators.ReAdmissionOf(mark);
        if (plan is { IsOver: true } && IsReturn(subject.Incident) && !(asked?.At > plan.CreatedAt))
            return subject.Incident!.State == IncidentState.Recovering ? new Decision.GiveUp(subject, WhyStopped(plan)) : null;
        if ((law.Mode != ReAdmissionMode.Force && host.SignalsAge(scene.Now) < law.Healthy) || !scene.Snapshot.SawEverything)
            return null;
        var row = RowOf(scene);
        if (OperatorGuard.ObjectionTo(operators, host.Name, scene.Snapshot.Segment.Name, scene.Now) is { } objection)
            return Hold(scene, subject, row, objection.Reason, objection.Because);
        if (law.Mode == ReAdmissionMode.Manual && asked is null)
        {
            return Hold(scene, subject, row, HoldReason.AwaitingReAdmission,
                $"{host.Name} is back and has been well for {Durations.Text(law.Healthy)}; put it back into service (policyha re-admit {host.Name})");
        }

        return Begin(scene, subject, row, mark);
    }

    static string WhyStopped(RecoveryPlan plan) => PlanVerdict.Of(plan).Undone is { Count: > 0 } undone ? string.Join("; ", undone) : "it was stopped";

    static Decision.Recover Begin(DecisionScene scene, Subject subject, RowMatch row, FenceMark mark)
    {
        var host = scene.Host;
        var id = PlanId.Of(subject.IncidentId, (subject.Incident?.Plans ?? 0) + 1);
        var plan = PlanLaws.Checked(new RecoveryPlan
        {
            Id = id,
            Incident = subject.IncidentId,
            Segment = scene.Snapshot.Segment.Name,
            Host = host.Name,
            Strength = PlanStrength.ReAdmit,
            Intent = $"{row.Table}/{row.Row}",
            Policy = scene.Policy.Version.ToString(),
            SnapshotDigest = scene.Digest.Of(host),
            CreatedAt = scene.Now,
            Steps = ReturnDraft.StepsOf(id, scene, mark),
        });
        return new Decision.Recover(subject, row, plan, Explained(scene, row, plan.Text, plan));
    }

    static RowMatch RowOf(DecisionScene scene) => new(
        scene.Host.Compute, null, Table, scene.Policy.ReAdmission.Mode.ToString().ToLowerInvariant(), scene.Policy.ReAdmission.At,
        RowMatch.NoCells, RowReading.None);

    /// <summary>Null when it is held for this very reason already.</summary>
    static Decision.Hold? Hold(DecisionScene scene, Subject subject, RowMatch row, HoldReason reason, string because)
    {
        var known = subject.Incident;
        return known?.Hold == reason && known.Because == because && known.Row == $"{row.Table}/{row.Row}"
            ? null
            : new Decision.Hold(
                subject, row, reason, because, HoldSeverity.Of(reason), Explained(scene, row, $"hold: {reason.Name()}: {because}", null));
    }

    static Explanation Explained(DecisionScene scene, RowMatch row, string outcome, RecoveryPlan? plan) =>
        Explainer.ForHost(scene, row, HostWish.Of(scene.Host, row, TimeSpan.Zero, scene.Policy), [outcome], [], plan);
}

using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions.Guards;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Decides about one host.</summary>
static class HostDecider
{
    /// <summary>Null: nothing changes.</summary>
    public static Decision? Decide(DecisionScene scene)
    {
        var incident = scene.Host.Incident;
        var plan = scene.Host.PlanOf(incident);

        // A sign of life after the proof beats everything: the proof was wrong.
        return HostProof.Revoked(scene, incident, plan) ?? Judge(scene, incident, plan) ?? HostProof.Contradicted(scene);
    }

    static Decision? Judge(DecisionScene scene, Incident? incident, RecoveryPlan? plan)
    {
        var host = scene.Host;

        // Rules that broke say nothing about anything: what runs goes on, nothing new begins.
        if (scene.Beliefs.Error is not null)
            return null;
        var fault = scene.Beliefs.FaultOf(host.Name);
        if (ReturnDecider.Concerns(scene) && (host.Mark is not null || fault is null))
            return ReturnDecider.Decide(scene, fault);
        if (fault is null && !scene.Beliefs.IsSuspect(host.Name) && MaintenanceDecider.Concerns(scene))
            return MaintenanceDecider.Decide(scene);
        if (fault is null && !scene.Beliefs.IsSuspect(host.Name) && ReserveDecider.Concerns(scene))
            return ReserveDecider.Decide(scene);
        if (fault is { } row)
            return WhenFaulty(scene, row, incident, plan);
        return scene.Beliefs.IsSuspect(host.Name) ? null : WhenHealthy(scene, incident, plan);
    }

    static Decision? WhenHealthy(DecisionScene scene, Incident? incident, RecoveryPlan? plan)
    {
        var host = scene.Host;
        if (incident is null)
            return null;
        var subject = SubjectOf(scene, incident);
        if (host.HasOlderPlanUnderWay(incident) || IsOfAnEarlierLaw(scene, plan))
            return null;
        if (plan is { IsOver: true } && plan.Steps.Any(s => s is { Kind: StepKind.Fence, State: StepState.Done }))
            return WhenSettledSince(scene, incident, subject, plan, host.Instances.Count) ?? WhenClearedTooLate(host, incident, subject, plan);
        if (plan is null or { IsOver: true } or { HasBegun: false, IsUnderWay: false })
            return new Decision.Close(subject, plan is not null && CameUpWrong.In(plan.Steps) is { } wrong ? $"the fault cleared; {wrong}" : "the fault cleared");
        var fenceHasBegun = plan.Steps.Any(s => s is { Kind: StepKind.Fence, MayHaveActed: true });
        var somethingWaits = plan.Steps.Any(s => s.State == StepState.Waiting);
        return fenceHasBegun || !somethingWaits ? null : new Decision.Withdraw(subject, "the fault cleared");
    }

    /// <summary>
    /// The policy in force would not have begun this; the one that did saw a fault, and what it saw still stands. It finishes.
    /// </summary>
    static bool IsOfAnEarlierLaw(DecisionScene scene, RecoveryPlan? plan) =>
        plan is { IsOver: false } && plan.Policy != scene.Policy.Version.ToString()
        && (scene.Host.Signals.AnyTrouble || scene.Host.Faults.Count > 0);

    /// <summary>The host is off, whatever its last signals say: what came of the recovery counts, until the host is back.</summary>
    static Decision? WhenClearedTooLate(HostView host, Incident incident, Subject subject, RecoveryPlan plan)
    {
        var verdict = PlanVerdict.Of(plan);
        if (verdict.Undone.Count == 0 || (incident.State != IncidentState.Recovering && !host.Compute.ForcedDown))
            return new Decision.Close(subject, $"the fault cleared when the fence had begun; {verdict.Summary}");
        return incident.State == IncidentState.Recovering ? new Decision.GiveUp(subject, string.Join("; ", verdict.Undone)) : null;
    }

    static Decision.Close? WhenSettledSince(DecisionScene scene, Incident? incident, Subject subject, RecoveryPlan? plan, int left) =>
        SettledSince.Words(scene, incident, plan, left) is { } words ? new Decision.Close(subject, words) : null;

    static Decision? WhenFaulty(DecisionScene scene, RowMatch row, Incident? incident, RecoveryPlan? plan)
    {
        var host = scene.Host;
        var subject = SubjectOf(scene, incident);
        var wish = HostWish.Of(host, row, scene.Now - subject.FaultSince, scene.Policy);

        if (plan is { IsOver: false })
        {
            if (IsNoLongerAsked(wish, plan))
                return Begin(scene, subject, row, wish);
            return IsStronger(wish, plan) || IsAskedOtherwise(wish, plan) ? Escalate(scene, subject, row, wish) : null;
        }

        if (plan is not null && incident is { State: IncidentState.Held } && wish.Strength == PlanStrength.Fence && RecoveryWays.HasNext(scene, incident.Id, plan))
            return Begin(scene, subject, row, wish);
        if (PlaceWaiting.Concerns(incident, plan) && wish.Strength == PlanStrength.Fence && !PlaceWaiting.IsOver(scene, plan!, wish))
            return Hold(scene, subject, row, wish, HoldReason.AwaitingPlace, PlanVerdict.Of(plan!).NoPlace!, []);
        if (incident is { State: IncidentState.Recovering } && plan is { Strength: not (PlanStrength.ReAdmit or PlanStrength.Maintain) })
            return AfterPlan(scene, subject, row, wish, plan);
        if (incident is { State: IncidentState.AwaitingProof })
        {
            if (!MayTryProofAgain(scene, incident))
                return HostProof.Reminder(scene, subject);
            var next = Begin(scene, subject, row, wish);
            return next is Decision.Hold hold && KeepsWaiting(hold) ? HostProof.StillAwaited(scene, subject, hold, plan) : next;
        }

        if (WhenSettledSince(scene, incident, subject, plan, wish.Protected.Count(w => !w.IsLeftUntold)) is { } over)
            return over;
        var isSettled = incident is { State: IncidentState.Failed }
            or { Hold: HoldReason.OperatorNotified or HoldReason.AwaitingRepair or HoldReason.MixedHost or HoldReason.Declined };
        if (incident is { State: IncidentState.Failed } && wish.Protected.Count == 0 && CameUpWrong.IsLeft(host, incident))
            return null;                                    // nothing is left here that the row could ask anything for
        return isSettled && plan?.Intent == wish.Intent && !StateWasReset(scene, incident, plan, wish) ? null : Begin(scene, subject, row, wish);
    }

    /// <summary>Of an instance that the recovery had given up a person has reset the state since: it can be evacuated now, and is tried once more.</summary>
    static bool StateWasReset(DecisionScene scene, Incident? incident, RecoveryPlan? plan, HostWish wish) =>
        incident is { State: IncidentState.Failed } && plan is { IsOver: true, Strength: PlanStrength.Fence }
        && wish.Evacuated.Any(w => w.Instance is { State: VmState.Error, TaskState: null }
            && scene.Snapshot.Operators.StateResets.Any(r => r.Instance == w.Instance.Id && r.At > GivenUpAt(plan, r.Instance)));

    static DateTimeOffset? GivenUpAt(RecoveryPlan plan, InstanceId instance) =>
        plan.Steps.LastOrDefault(s => s.Instance == instance)?.EndedAt ?? plan.CreatedAt;

    /// <summary>A stronger plan supersedes the one that runs; where it is held, that one goes on, and its outcome is told as ever.</summary>
    static Decision.Recover? Escalate(DecisionScene scene, Subject subject, RowMatch row, HostWish wish) =>
        Begin(scene, subject, row, wish) as Decision.Recover;

    static bool IsStronger(HostWish wish, RecoveryPlan plan) => wish.Strength > plan.Strength && plan.Intent != wish.Intent;

    /// <summary>A person is still being asked, and by now the row asks for something else.</summary>
    static bool IsAskedOtherwise(HostWish wish, RecoveryPlan plan) => plan.IsAsking && plan.Intent != wish.Intent;

    /// <summary>A fence waits that the row does not ask for any more; while its plan does something, that is finished first.</summary>
    static bool IsNoLongerAsked(HostWish wish, RecoveryPlan plan) =>
        plan is { Strength: PlanStrength.Fence, IsUnderWay: false, IsAsking: false } && wish.Strength != PlanStrength.Fence && wish.Drained.Count == 0
        && plan.Steps.Any(s => s is { Kind: StepKind.Fence, State: StepState.Waiting, MayHaveActed: false });

    static Decision? AfterPlan(DecisionScene scene, Subject subject, RowMatch row, HostWish wish, RecoveryPlan plan)
    {
        var verdict = PlanVerdict.Of(plan);
        if (verdict.FenceFailed is { } why)
            return HostProof.Awaited(scene, subject, why, plan);
        if (wish.Strength == PlanStrength.Fence && RecoveryWays.HasNext(scene, subject.IncidentId, plan))
            return Begin(scene, subject, row, wish);
        if (verdict.NoPlace is { } nowhere)
            return Hold(scene, subject, row, wish, HoldReason.AwaitingPlace, nowhere, []);
        if (verdict.Undone.Count > 0 && wish.Falls > Intents.FallsIn(plan))
            return Begin(scene, subject, row, wish);
        if (verdict.Declined is { } no)
            return Hold(scene, subject, row, wish, HoldReason.Declined, no, []);
        if (Intents.OnlyTold(plan))
            return new Decision.GiveUp(subject, Intents.NothingHelped);
        if (verdict.NotDrained is { } stuck)
            return Hold(scene, subject, row, wish, HoldReason.MixedHost, $"{scene.Host.Name} could not be drained: {stuck}", []);
        var left = plan.Strength == PlanStrength.Fence ? LeftBehind(wish, plan) : [];
        if (verdict.Undone.Count > 0)
            return new Decision.GiveUp(subject, string.Join("; ", verdict.Undone) + (wish.FenceHeld ? $"; not fenced: {wish.Conflict}" : "")) { Left = left };
        if (left.Count > 0)
        {
            var names = string.Join("; ", left.Select(o => $"{o.Name} ({o.Because})"));
            return new Decision.GiveUp(subject, $"{verdict.Summary}; left on {scene.Host.Name}: {names}") { Left = left };
        }

        if (CameUpWrong.Before(scene.Host, plan) is { } wrong)
            return new Decision.GiveUp(subject, $"{verdict.Summary}; {wrong}");
        if (plan.Strength == PlanStrength.Fence)
            return scene.Host.HasOlderPlanUnderWay(subject.Incident!) ? null : new Decision.Close(subject, verdict.Summary);
        if (wish.Intent != plan.Intent)
            return Begin(scene, subject, row, wish);
        if (wish.FenceHeld)
            return Hold(scene, subject, row, wish, HoldReason.MixedHost, wish.Conflict!, []);
        return plan.Strength == PlanStrength.Notify
            ? Hold(scene, subject, row, wish, HoldReason.OperatorNotified, "the operators have been told; the table asks no more", [])
            : Hold(scene, subject, row, wish, HoldReason.AwaitingRepair, $"{verdict.Summary}; {scene.Host.Name} itself needs repair", []);
    }

    /// <summary>Protected instances that no evacuation could save: an incident is not over while a person has to see to them.</summary>
    static List<InstanceOutcome> LeftBehind(HostWish wish, RecoveryPlan plan) =>
    [
        .. wish.Protected.Where(w => w is { WhyNotEvacuate: not null, IsLeftUntold: false } && !plan.Steps.Any(s => s.Instance == w.Instance.Id))
            .Select(w => InstanceOutcome.Left(w.Instance, w.WhyNotEvacuate!)),
    ];

    /// <summary>A new plan, if nothing stands against it.</summary>
    static Decision? Begin(DecisionScene scene, Subject subject, RowMatch row, HostWish wish)
    {
        if (row.Row is RowMatch.OnError)
            return Hold(scene, subject, row, wish, HoldReason.RuleError, row.Because ?? "the table could not be evaluated", []);
        if (row.Row is RowMatch.Conflict)
            return Hold(scene, subject, row, wish, HoldReason.RuleConflict, row.Because!, []);
        if (wish.Protected.Count == 0)
            return Hold(scene, subject, row, wish, HoldReason.NothingProtected, "no instance on it is protected", []);
        if (wish.Strength is not { } strength)
        {
            return wish.FenceHeld
                ? Hold(scene, subject, row, wish, HoldReason.MixedHost, wish.Conflict!, [])
                : Hold(scene, subject, row, wish, HoldReason.NothingProtected, "the row asks nothing for the instances on it", []);
        }

        var asked = new GuardScene(scene.Snapshot, scene.Host, scene.Beliefs, scene.Policy, scene.Load, strength, wish.Acts)
        {
            Leaving = [.. wish.Evacuated.Select(w => w.Instance)],
        };
        if (AllGuards.FirstObjection(asked) is var (reason, because))
            return HeldBy(reason, because, asked, scene, subject, row, wish);
        var guards = AllGuards.Ask(asked);
        if (strength == PlanStrength.Notify && scene.Outages.TellerOfPart(scene.Host.Name) is { } larger)
            return HoldWith(larger, scene, subject, row, wish, HoldReason.WideOutage, "the larger failure is the more likely cause", guards);

        if (row.Row is "otherwise")
            return Hold(scene, subject, row, wish, HoldReason.SignalUnknown, row.Because ?? "no row of the table covers this", guards);
        if (wish.FenceHeld && strength == PlanStrength.Notify)
            return Hold(scene, subject, row, wish, HoldReason.MixedHost, wish.Conflict!, guards);   // holding tells the operators already

        var id = PlanId.Of(subject.IncidentId, (subject.Incident?.Plans ?? 0) + 1);
        var groups = scene.Groups;
        var reserves = strength == PlanStrength.Fence ? RecoveryWays.Reserved(scene, subject.IncidentId, scene.Host.PlanOf(subject.Incident)) : 0;
        var steps = PlanDraft.ForHost(id, scene.Host, wish, groups, reserves, scene.Options);
        if (steps.Count == 0)
        {
            return wish.FenceHeld
                ? Hold(scene, subject, row, wish, HoldReason.MixedHost, wish.Conflict!, guards)
                : Hold(scene, subject, row, wish, HoldReason.NothingPossible, NothingCanBeDone(wish), guards);
        }

        var plan = PlanOf(scene, subject, wish, strength, id, steps);
        if (strength == PlanStrength.Fence && plan.TakesItsPlace)
            scene.Load.Take(scene.Host.Compute);
        var told = strength == PlanStrength.Fence ? ToldBefore(scene, wish, reserves, asked.Ahead) : BoundInstances.Alive(wish, plan);
        return new Decision.Recover(subject, row, plan, Explainer.ForHost(scene, row, wish, [plan.Text, .. told], guards, plan)) { Told = told };
    }

    static Decision.Hold? HeldBy(
        HoldReason reason, string because, GuardScene asked, DecisionScene scene, Subject subject, RowMatch row, HostWish wish)
    {
        var teller = reason == HoldReason.Vetoed ? scene.Outages.TellerOf(scene.Host.Name, wish.Acts) : null;
        if (reason is HoldReason.FencingLimit or HoldReason.FencingRate)
            scene.Load.Wait(scene.Host.Name);
        if (IsHeldSo(subject.Incident, row, reason, teller is null ? because : ToldWith(teller, because)))
            return null;                                        // as in most turns: what the other guards say nobody would read
        var guards = AllGuards.Ask(asked);
        return teller is null
            ? Hold(scene, subject, row, wish, reason, because, guards)
            : HoldWith(teller, scene, subject, row, wish, reason, because, guards);
    }

    /// <summary>What people should know before the fence: wishes of owners that do not count, and who will have no place, or no room.</summary>
    static IReadOnlyList<string> ToldBefore(DecisionScene scene, HostWish wish, int reserves, RoomPlan ahead) =>
    [
        .. RecoveryOrder.Of(wish.Evacuated, scene.Groups).Told,
        .. BoundInstances.Dead(wish),
        .. reserves > 0 ? [] : PlaceWaiting.Foreseen(scene, wish),
        .. RoomAhead.Foreseen(ahead) is { } left ? [left] : (string[])[],
    ];

    /// <summary>Such as a migration of instances that cannot be migrated now. Asked again with every change.</summary>
    static string NothingCanBeDone(HostWish wish)
    {
        var asked = wish.Protected.Where(w => w.Rung is not null).ToList();
        var names = string.Join(", ", asked.Take(3).Select(w => w.Instance.Name)) + (asked.Count > 3 ? ", ..." : "");
        return $"the row asks {string.Join(" or ", asked.Select(w => w.Rung!.ToString()).Distinct())}, nothing of which can be done now for {names}";
    }

    static RecoveryPlan PlanOf(
        DecisionScene scene, Subject subject, HostWish wish, PlanStrength strength, PlanId id, IReadOnlyList<PlanStep> steps) =>
        PlanLaws.Checked(new RecoveryPlan
        {
            Id = id,
            Incident = subject.IncidentId,
            Segment = scene.Snapshot.Segment.Name,
            Host = scene.Host.Name,
            Strength = strength,
            Intent = wish.Intent,
            Policy = scene.Policy.Version.ToString(),
            SnapshotDigest = scene.Digest.Of(scene.Host),
            CreatedAt = scene.Now,
            Steps = steps,
        });

    /// <summary>Held for something larger, which is told for all its hosts: they do not page one by one.</summary>
    static Decision.Hold? HoldWith(
        WideOutage teller, DecisionScene scene, Subject subject, RowMatch row, HostWish wish, HoldReason reason, string because,
        IReadOnlyList<GuardAnswer> guards) =>
        Hold(scene, subject, row, wish, reason, ToldWith(teller, because), guards) is { } hold
            ? hold with { Severity = AlertSeverity.Ok, IsToldWithAnother = true }
            : null;

    static string ToldWith(WideOutage teller, string because) => $"{because}; told with {teller.Scope}";

    static bool IsHeldSo(Incident? incident, RowMatch row, HoldReason reason, string because) =>
        incident?.Hold == reason && incident.Because == because && incident.Row == $"{row.Table}/{row.Row}";

    /// <summary>Null when it is held for this very reason already.</summary>
    static Decision.Hold? Hold(
        DecisionScene scene, Subject subject, RowMatch row, HostWish wish, HoldReason reason, string because,
        IReadOnlyList<GuardAnswer> guards)
    {
        if (IsHeldSo(subject.Incident, row, reason, because))
            return null;
        var explanation = Explainer.ForHost(scene, row, wish, [$"hold: {reason.Name()}: {because}"], guards, null);
        return new Decision.Hold(subject, row, reason, because, HoldSeverity.Of(reason), explanation);
    }

    /// <summary>A guard stands against the next try. (Otherwise the row asks for something else now: that is followed.)</summary>
    static bool KeepsWaiting(Decision.Hold hold) => hold.Reason != HoldReason.RuleError && Gate.All.Any(g => g.Reason == hold.Reason);

    static bool MayTryProofAgain(DecisionScene scene, Incident incident) =>
        incident.RetryAt is not { } at || at <= scene.Now || scene.WordsIn(incident).Proof is not null;

    internal static Subject SubjectOf(DecisionScene scene, Incident? incident) => new(
        scene.Host,
        null,
        incident,
        scene.Host.Signals.LastCause ?? new EventId("policyha/unseen", scene.Host.Name.Value),
        SinceOf(scene, incident) ?? scene.Host.Signals.ChangedAt ?? scene.Now,
        scene.Now);

    /// <summary>A fault of a host that is just back in service begins anew: how long its return took says nothing about it.</summary>
    static DateTimeOffset? SinceOf(DecisionScene scene, Incident? incident) =>
        scene.IsJustBack ? scene.Now : ReturnDecider.IsReturn(incident) && scene.Host.Mark is null ? null : incident?.FaultSince;
}

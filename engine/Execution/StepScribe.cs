using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution;

/// <summary>Writes down what a step's outcome changes. Pure.</summary>
static class StepScribe
{
    /// <summary>Steps that start, or are dropped because they can never start.</summary>
    public static StateChanges Moves(
        RecoveryPlan plan, Incident incident, IReadOnlyList<StepMove> moves, SegmentLease lease, DateTimeOffset now) =>
        new(plan.Segment, lease.Epoch)
        {
            Incidents = GoesOn(plan, incident, moves) ? [incident.Resume(plan)] : [],
            Steps = moves,
            History =
            [
                .. GoesOn(plan, incident, moves) ? [Resumed(plan, incident, now)] : (HistoryEntry[])[],
                .. moves.Select(m => Entry(incident, m.Step, now)),
            ],
        };

    /// <summary>Its plan was held, and nothing stands against it any more.</summary>
    static bool GoesOn(RecoveryPlan plan, Incident incident, IReadOnlyList<StepMove> moves) =>
        incident.State == IncidentState.Held && incident.Plan == plan.Id && moves.Any(m => m.Step.State == StepState.Started);

    static HistoryEntry Resumed(RecoveryPlan plan, Incident incident, DateTimeOffset now) =>
        new(now, HistoryKind.Incident, $"{incident.Subject}: goes on: {plan.Text}")
        {
            Host = incident.Host,
            Instance = incident.Instance,
            Incident = incident.Id,
            What = "resumed",
        };

    /// <summary>What a run of a step asked of the outside.</summary>
    public static IEnumerable<HistoryEntry> Acts(StepScene scene) => scene.Asked.Select(
        a => LineOf(scene.Incident, scene.Step, a.What, a.Text, scene.Now) with { Kind = HistoryKind.Act });

    /// <summary>
    /// The operators do not know yet that the plan is held for this. Of an instance's plan they are not told; and what is held already
    /// says more than that nobody asks.
    /// </summary>
    public static bool IsNews(Incident incident, Objection objection) => incident.IsOfHost
        && (incident.Hold, incident.Because) != (objection.Reason, objection.Because)
        && !(objection.Reason == HoldReason.NoLongerAsked && incident.State == IncidentState.Held);

    /// <summary>A harmful step must not begin now: the incident is held with its plan, and goes on when nothing stands against it.</summary>
    public static StateChanges Held(
        RecoveryPlan plan, Incident incident, PlanStep step, Objection objection, DateTimeOffset again, SegmentLease lease, DateTimeOffset now)
    {
        var severity = HoldSeverity.Of(objection.Reason);
        var held = incident.Hold(objection.Reason, objection.Because) with { Told = severity };
        var text = $"{step.Text} held ({objection.Reason.Name()}): {objection.Because}";
        return new StateChanges(plan.Segment, lease.Epoch)
        {
            Incidents = [held],
            Steps = [new StepMove(step.Defer(text, again), StepState.Waiting)],
            Alerts = severity == AlertSeverity.Ok && incident.Told == AlertSeverity.Ok
                ? []
                : [new Alert(AlertKey.Of(incident), "incident-held", severity, incident.Host, null, incident.Id, $"{incident.Host}: {text}", now)],
            History =
            [
                new HistoryEntry(now, HistoryKind.Hold, $"{incident.Host}: {text}")
                {
                    Host = incident.Host,
                    Incident = incident.Id,
                    Step = step.Id,
                    What = objection.Reason.Name(),
                },
            ],
        };
    }

    public static StateChanges Outcome(
        RecoveryPlan plan, Incident incident, PlanStep step, StepOutcome outcome, ExecutionOptions options, SegmentLease lease,
        DateTimeOffset now)
    {
        var changes = new StateChanges(plan.Segment, lease.Epoch);
        return outcome switch
        {
            StepOutcome.Pending pending => changes with
            {
                Steps = [new StepMove(step.Await(now + pending.AskAgainIn, pending.Memo), step.State)],
                Incidents = pending.Alert is { } told ? [incident with { Told = told.Severity }] : [],
                Alerts = pending.Alert is { } alert ? [alert] : [],
                Reservations = pending.Reservation is { } reservation ? [reservation] : [],
                History = pending.Line is { } line ? [LineOf(incident, step, line.What, line.Text, now)] : [],
            },
            StepOutcome.Done done => WhenDone(changes, plan, incident, step, done, now),
            StepOutcome.Skipped skipped => Ended(changes, plan, incident, step.Skip(skipped.Because, now), step.State, now),
            StepOutcome.Failed { Retryable: true } failed when step.Tries < step.TriesMax => Ended(
                changes, plan, incident, step.TryAgain(failed.Reason, now + options.BackOffBefore(step.Tries + 1, step.BackOff), failed.Keeps), step.State, now),
            StepOutcome.Failed failed => Ended(changes, plan, incident, step.Fail(failed.Reason, now, KeptAtLast(step, failed)), step.State, now),
            _ => throw new InvariantBrokenException($"no such outcome: {outcome.GetType().Name}"),
        };
    }

    /// <summary>
    /// Of a question, who said no; of a move, that there is no place, or where it ended; of a fence, that it needs a person. Of everything else the
    /// outcome says enough.
    /// </summary>
    static IReadOnlyDictionary<string, string>? KeptAtLast(PlanStep step, StepOutcome.Failed failed) =>
        step.Kind is StepKind.Ask or StepKind.ReserveHost or StepKind.Evacuate or StepKind.LiveMigrate or StepKind.Migrate or StepKind.Fence ? failed.Keeps : null;

    static StateChanges WhenDone(
        StateChanges changes, RecoveryPlan plan, Incident incident, PlanStep step, StepOutcome.Done done, DateTimeOffset now)
    {
        Invariant.Holds((step.Kind == StepKind.Fence) == (done.Proof is not null), $"a proof comes from a fence and from nothing else: {step.Id}");
        var notNeeded = plan.Steps.Where(s => s.State == StepState.Waiting && done.NotNeeded.ContainsKey(s.Number))
            .Select(s => s.Skip(done.NotNeeded[s.Number], now)).ToList();
        var ended = Ended(changes, plan, incident, step.Finish(done.Evidence, now, done.Place), step.State, now);
        ended = ended with
        {
            Steps = [.. ended.Steps, .. notNeeded.Select(s => new StepMove(s, StepState.Waiting))],
            NewSteps = done.NewSteps,
            Incidents = done.Alert is { } told ? [incident with { Told = told.Severity }] : [],
            Alerts = done.Alert is { } alert ? [alert] : [],
            History = [.. ended.History, .. notNeeded.Concat(done.NewSteps).Select(s => Entry(incident, s, now))],
        };
        return done.Proof is { } proof ? WithProof(ended, incident, proof, now) : ended;
    }

    static StateChanges WithProof(StateChanges changes, Incident incident, ProofOfDeath proof, DateTimeOffset now) => changes with
    {
        Incidents = [incident.Prove(proof) with { Told = AlertSeverity.Critical }],
        FenceMarks = [new FenceMark(proof.Host, incident.Id, now) { BootsByItself = proof.LeavesItBooting }],
        Alerts =
        [
            new Alert(
                AlertKey.Of(incident), "host-fenced", AlertSeverity.Critical, proof.Host, null, incident.Id,
                $"{proof.Host} is off: {proof.Text}", now),
        ],
        History =
        [
            .. changes.History,
            new HistoryEntry(now, HistoryKind.Proof, $"{proof.Host} is off: {proof.Text}")
            {
                Host = proof.Host,
                Incident = incident.Id,
                What = "proven",
            },
        ],
    };

    static StateChanges Ended(StateChanges changes, RecoveryPlan plan, Incident incident, PlanStep step, StepState from, DateTimeOffset now) =>
        changes with
        {
            Steps = [new StepMove(step, from)],
            FenceMarksLifted = IsBack(plan, step) ? [step.Host] : [],
            ReservationsEnded = step is { Kind: StepKind.ReleaseHost, State: StepState.Done } ? [step.Host] : [],
            History = [Entry(incident, step, now)],
        };

    /// <summary>A fenced host is taken back by its re-admission and by nothing else, such as the end of work on it.</summary>
    static bool IsBack(RecoveryPlan plan, PlanStep step) =>
        plan.Strength == PlanStrength.ReAdmit && step is { Kind: StepKind.Enable, State: StepState.Done or StepState.Skipped };

    internal static HistoryEntry Entry(Incident incident, PlanStep step, DateTimeOffset now)
    {
        var what = step.State == StepState.Waiting ? step.Tries > 0 ? "try-again" : "added" : step.State.Name();
        var outcome = step.State == StepState.Started
            ? step.Tries > 1 ? $" (try {step.Tries} of {step.TriesMax})" : ""
            : step.Outcome is null ? "" : $": {step.Outcome}";
        return LineOf(incident, step, what, $"{what}{outcome}", now);
    }

    static HistoryEntry LineOf(Incident incident, PlanStep step, string what, string text, DateTimeOffset now) =>
        new(now, HistoryKind.Step, $"{step.Text} {text}")
        {
            Host = step.Host,
            Instance = step.Instance,
            Incident = incident.Id,
            Step = step.Id,
            What = what,
        };
}

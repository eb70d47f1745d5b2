using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Writes down what the decisions of one turn change: incidents, plans, alerts and history. Pure.</summary>
static partial class TurnScribe
{
    /// <summary>One write for the whole turn.</summary>
    public static StateChanges Write(
        ClusterSnapshot now, IReadOnlyList<Decision> decisions, long epoch, IReadOnlyList<StormRecord>? storms = null)
    {
        storms ??= [];
        var pages = decisions.Select(d => PageOf(d, now.TakenAt)).ToList();
        return new StateChanges(now.Segment.Name, epoch)
        {
            Incidents = [.. pages.Select(p => p.Incident).OfType<Incident>()],
            Plans = [.. pages.Select(p => p.Plan).OfType<RecoveryPlan>()],
            Steps = [.. pages.SelectMany(p => p.Cancelled)],
            FenceMarks = [.. pages.Select(p => p.Mark).OfType<FenceMark>()],
            FenceMarksLifted = [.. decisions.OfType<Decision.Welcome>().Select(d => d.Subject.Host.Name)],
            Reservations = Settled(now, decisions),
            Storms = storms,
            Alerts = [.. pages.Select(p => p.Alert).OfType<Alert>()],
            History = [.. pages.SelectMany(p => p.History), .. storms.Select(s => StormScribe.Line(s, now.TakenAt)).OfType<HistoryEntry>()],
        };
    }

    /// <summary>Reserved hosts that were taken for recoveries which end here.</summary>
    static Reservation[] Settled(ClusterSnapshot now, IReadOnlyList<Decision> decisions)
    {
        var over = decisions.Where(d => d is Decision.Close or Decision.GiveUp).Select(d => d.Subject.IncidentId).ToHashSet();
        return over.Count == 0 ? [] :
        [
            .. now.Hosts.Select(h => h.Reservation).OfType<Reservation>().Where(r => over.Contains(r.Incident))
                .Select(r => r with { SettledAt = now.TakenAt }),
        ];
    }

    static Page PageOf(Decision decision, DateTimeOffset now) => decision switch
    {
        Decision.Recover d => Recover(d, now),
        Decision.Hold d => Hold(d, now),
        Decision.Withdraw d => Withdraw(d, now),
        Decision.AwaitProof d => AwaitProof(d, now),
        Decision.Remind d => Remind(d, now),
        Decision.TellAge d => TellAge(d, now),
        Decision.Contradict d => Contradict(d, now),
        Decision.GiveUp d => GiveUp(d, now),
        Decision.Close d => Close(d, now),
        Decision.Welcome d => Welcome(d, now),
        _ => throw new InvariantBrokenException($"no such decision: {decision.GetType().Name}"),
    };

    static Page Recover(Decision.Recover d, DateTimeOffset now)
    {
        var severity = d.Plan.Strength switch
        {
            PlanStrength.Fence => AlertSeverity.Critical,
            PlanStrength.Notify => d.Subject.Incident?.Told ?? AlertSeverity.Ok,        // its own step tells
            PlanStrength.Maintain => AlertSeverity.Ok,          // an operator asked for it
            _ => AlertSeverity.Warning,
        };
        var incident = Opened(d.Subject, d.Row, d.Explanation.Policy, now).Begin(d.Plan) with { Explanation = d.Explanation };
        var told = string.Concat(d.Told.Select(t => $"; {t}"));
        return Told(d.Subject, incident, severity, $"{d.Row.Table}/{d.Row.Row}: {d.Plan.Text}{told}", now) with
        {
            Plan = d.Plan,
            Cancelled = Cancelled(d.Subject, $"superseded by plan {d.Plan.Id}", now, d.Plan.Id.Value),
            History =
            [
                .. Opening(d.Subject, incident, d.Explanation, now),
                Line(d.Subject, incident, HistoryKind.Plan, d.Plan.Strength.ToString().ToLowerInvariant(),
                    $"{d.Subject.Text}: row {d.Row.Table}/{d.Row.Row} ({d.Row.At}): {d.Plan.Text}{told}", now),
                .. CancelledLines(d.Subject, incident, $"superseded by plan {d.Plan.Id}", now),
            ],
        };
    }

    static Page Hold(Decision.Hold d, DateTimeOffset now)
    {
        var incident = Opened(d.Subject, d.Row, d.Explanation.Policy, now).Hold(d.Reason, d.Because) with { Explanation = d.Explanation };
        var page = d.IsToldWithAnother
            ? new Page { Incident = incident with { Told = d.Subject.Incident?.Told ?? AlertSeverity.Ok } }
            : Told(d.Subject, incident, d.Severity, $"held ({d.Reason.Name()}): {d.Because}", now);
        return page with
        {
            History =
            [
                .. Opening(d.Subject, incident, d.Explanation, now),
                Line(d.Subject, incident, HistoryKind.Hold, d.Reason.Name(),
                    $"{d.Subject.Text}: row {d.Row.Table}/{d.Row.Row} ({d.Row.At}): {d.Reason.Name()}: {d.Because}", now),
            ],
        };
    }

    static Page Withdraw(Decision.Withdraw d, DateTimeOffset now)
    {
        var (known, by) = (d.Subject.Incident!, d.SupersededBy);
        var isNews = by is not null && by != known.SupersededBy;
        return new Page
        {
            Incident = isNews ? TakenOver(known, by!.Value) : null,
            Cancelled = Cancelled(d.Subject, d.Because, now, by?.Value),
            History =
            [
                .. isNews ? [Line(d.Subject, known, HistoryKind.Incident, "superseded", $"{d.Subject.Text}: {d.Because}", now)] : (HistoryEntry[])[],
                .. CancelledLines(d.Subject, known, d.Because, now),
            ],
        };
    }

    static Page Stopped(Decision d, Incident stopped, DateTimeOffset now)
    {
        var (incident, reason, because) = (stopped with { Instances = OutcomesOf(d.Subject) }, stopped.Hold!.Value.Name(), stopped.Because);
        return Told(d.Subject, incident, AlertSeverity.Critical, because, now) with
        {
            Cancelled = Cancelled(d.Subject, because, now),
            History =
            [
                Line(d.Subject, incident, HistoryKind.Hold, reason, $"{d.Subject.Text}: {reason}: {because}", now),
                .. CancelledLines(d.Subject, incident, because, now),
            ],
        };
    }

    static Page GiveUp(Decision.GiveUp d, DateTimeOffset now)
    {
        var page = Stopped(d, d.Subject.Incident!.Fail(d.Because), now);
        return page with
        {
            Incident = page.Incident! with { Instances = InstanceOutcome.Merged(page.Incident.Instances, d.Left) },
            Mark = d.Subject.SettledMark,
        };
    }

    static Page AwaitProof(Decision.AwaitProof d, DateTimeOffset now)
    {
        var page = Stopped(d, d.Subject.Incident!.AwaitProof(d.Because, d.RetryAt, d.RemindAt), now);
        return !d.IsContradiction ? page : page with
        {
            Alert = page.Alert is { } alert ? alert with { Type = ProofAlerts.Contradicted } : null,
            Mark = d.Subject.Host.Mark is { } mark ? mark with { ContradictedAt = now } : null,
            History = [Line(d.Subject, page.Incident, HistoryKind.Proof, "revoked", $"{d.Subject.Host.Name}: {d.Because}", now), .. page.History],
        };
    }

    static Page Welcome(Decision.Welcome d, DateTimeOffset now)
    {
        var text = $"{d.Subject.Host.Name} is back";
        return new Page
        {
            Alert = d.Subject.Host.Mark is { ContradictedAt: not null } mark ? ProofAlerts.Over(mark, now) : null,
            History = [Line(d.Subject, null, HistoryKind.Control, "returned", text, now)],
        };
    }

    static Page Close(Decision.Close d, DateTimeOffset now)
    {
        var incident = d.Subject.Incident!.Close(d.Because, now) with { Instances = OutcomesOf(d.Subject) };
        if (d.SupersededBy is { } by)
            incident = TakenOver(incident, by);
        var page = Told(d.Subject, incident, AlertSeverity.Ok, d.Because, now);
        return page with
        {
            Cancelled = Cancelled(d.Subject, d.Because, now, d.SupersededBy?.Value),
            Mark = d.Subject.SettledMark,
            History =
            [
                .. CancelledLines(d.Subject, incident, d.Because, now),
                Line(d.Subject, incident, HistoryKind.Incident, "closed", $"{d.Subject.Text}: closed: {d.Because}", now),
            ],
        };
    }

    static Incident TakenOver(Incident incident, IncidentId by) =>
        incident with { SupersededBy = by, Explanation = incident.Explanation with { SupersededBy = by.Value } };

    /// <summary>
    /// The incident with an alert, when the operators do not know this yet. Of something larger than a host they are told once: as it
    /// grows host by host its incident says so.
    /// </summary>
    static Page Told(Subject subject, Incident incident, AlertSeverity severity, string text, DateTimeOffset now)
    {
        var known = subject.Incident;
        if (incident.Hold == HoldReason.OperatorNotified && known?.Told >= severity)
            return new Page { Incident = incident with { Told = known.Told } };         // the plan's own step has told it
        var isNews = severity != (known?.Told ?? AlertSeverity.Ok)
            || (severity != AlertSeverity.Ok && incident.Scope is null && (known!.State, known.Hold, known.Because) != (incident.State, incident.Hold, incident.Because));
        var alert = new Alert(
            AlertKey.Of(incident), TypeOf(incident), severity, incident.Host, incident.Instance, incident.Id, $"{subject.Text}: {text}", now)
        {
            Scope = incident.Scope,
        };
        return new Page { Incident = incident with { Told = severity }, Alert = isNews ? alert : null };
    }

    static string TypeOf(Incident incident) => incident.State switch
    {
        IncidentState.Held => "incident-held",
        IncidentState.Recovering => "recovery-started",
        IncidentState.AwaitingProof => "awaiting-proof",
        IncidentState.Failed => "recovery-failed",
        _ => "incident-closed",
    };

    static Incident Opened(Subject subject, RowMatch row, string policy, DateTimeOffset now)
    {
        var known = subject.Incident;
        var text = $"{row.Table}/{row.Row}";
        return known is not null
            ? known with { Row = text, RowAt = row.At.ToString(), Policy = policy, FaultSince = subject.FaultSince, Instances = OutcomesOf(subject) }
            : new Incident
            {
                Id = subject.IncidentId,
                Segment = subject.Host.Compute.Segment,
                Host = subject.Host.Name,
                Instance = subject.Instance?.Id,
                Scope = subject.Scope,
                State = IncidentState.Held,             // until the caller moves it
                Because = "",
                Row = text,
                RowAt = row.At.ToString(),
                Policy = policy,
                OpenedAt = now,
                FaultSince = subject.FaultSince,
                Explanation = null!,                    // every caller sets it
            };
    }

    /// <summary>For a new incident: that it opened, and the facts it rests on.</summary>
    static IEnumerable<HistoryEntry> Opening(Subject subject, Incident incident, Explain.Explanation explanation, DateTimeOffset now)
    {
        if (subject.Incident is not null)
            yield break;
        foreach (var fact in explanation.Derived)
            yield return Line(subject, incident, HistoryKind.Fact, fact.Rule, $"{fact.Fact} by {fact.Rule} ({fact.At})", now);
        yield return Line(
            subject, incident, HistoryKind.Incident, "opened", $"{subject.Text}: opened by {subject.Cause}", now);
    }

    static List<StepMove> Cancelled(Subject subject, string because, DateTimeOffset now, string? supersededBy = null) =>
        [.. Waiting(subject).Select(s => new StepMove(s.Cancel(because, now, supersededBy), StepState.Waiting))];

    static IEnumerable<HistoryEntry> CancelledLines(Subject subject, Incident incident, string because, DateTimeOffset now) =>
        Waiting(subject).Select(s => Execution.StepScribe.Entry(incident, s.Cancel(because, now), now));

    /// <summary>Of superseded plans too: a try of theirs that was under way may have failed just now, and waits for the next.</summary>
    static IEnumerable<PlanStep> Waiting(Subject subject) =>
        subject.Host.Plans.Where(p => p.Incident == subject.Incident?.Id).SelectMany(p => p.Steps).Where(s => s.State == StepState.Waiting);

    /// <summary>What the incident has come to so far, its newest plan included.</summary>
    static IReadOnlyList<InstanceOutcome> OutcomesOf(Subject subject)
    {
        var known = subject.Incident!;
        return subject.Host.PlanOf(known) is { } plan ? InstanceOutcome.Merged(known.Instances, InstanceOutcome.Of(plan)) : known.Instances;
    }

    static HistoryEntry Line(
        Subject subject, Incident? incident, HistoryKind kind, string what, string text, DateTimeOffset now) =>
        new(now, kind, text)
        {
            Host = subject.Host.Name,
            Instance = subject.Instance?.Id ?? incident?.Instance,
            Incident = incident?.Id,
            What = what,
        };

    /// <summary>What one decision changes.</summary>
    sealed record Page
    {
        public Incident? Incident { get; init; }

        public RecoveryPlan? Plan { get; init; }

        public IReadOnlyList<StepMove> Cancelled { get; init; } = [];

        public Alert? Alert { get; init; }

        public FenceMark? Mark { get; init; }

        public IReadOnlyList<HistoryEntry> History { get; init; } = [];
    }
}

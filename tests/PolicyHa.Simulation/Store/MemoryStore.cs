using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;

namespace PolicyHa.Simulation.Store;

/// <summary>
/// The store of a simulation: survives the crash of the service, forgets nothing, refuses what the real one refuses. What it
/// writes is also the trace.
/// </summary>
public sealed partial class MemoryStore(SimTrace trace) : IStateStore, IJournal, IFlipReader, IInventoryStore, ILeaseStore, IEventQuarantine
{
    readonly Dictionary<IncidentId, Incident> incidents = [];
    readonly Dictionary<IncidentId, Incident> open = [];
    readonly Dictionary<string, Alert> lastAlerts = [];
    readonly Dictionary<PlanId, RecoveryPlan> plans = [];
    readonly Dictionary<HostName, FenceMark> marks = [];
    readonly Dictionary<HostName, FencedHost> fenced = [];
    readonly Dictionary<HostName, Reservation> reservations = [];
    readonly Dictionary<(SegmentName, string, FailureDomain), StormRecord> storms = [];
    readonly Dictionary<string, (Observation Word, long Number)> observations = [];
    long words;
    readonly Dictionary<string, Flip> latestFlips = [];
    readonly List<Flip> flips = [];
    readonly Dictionary<HostName, LifeSign> lifeSigns = [];
    readonly Dictionary<HostName, WatchdogWord> watchdogs = [];
    readonly Dictionary<HostName, ShutdownNotice> shutdowns = [];
    readonly HashSet<(EventId, string)> journaled = [];
    readonly List<Incident> incidentVersions = [];
    readonly List<Alert> alerts = [];
    readonly List<HistoryEntry> history = [];
    readonly List<RefusedEvent> refused = [];
    Fleet fleet = Fleet.Empty;

    /// <summary>All there ever were, in the order they opened.</summary>
    public IReadOnlyCollection<Incident> Incidents => incidents.Values;

    /// <summary>The newest kept sign of life of each host.</summary>
    public IReadOnlyDictionary<HostName, LifeSign> LifeSigns => lifeSigns;

    /// <summary>What hosts have said about shutting down.</summary>
    public IReadOnlyDictionary<HostName, ShutdownNotice> Shutdowns => shutdowns;

    /// <summary>Those that are not closed.</summary>
    public IEnumerable<Incident> Open => open.Values;

    /// <summary>Every incident as often as it was written, oldest first.</summary>
    public IReadOnlyList<Incident> IncidentVersions => incidentVersions;

    public IReadOnlyCollection<RecoveryPlan> Plans => plans.Values;

    public IReadOnlyList<Alert> Alerts => alerts;

    public IReadOnlyList<RefusedEvent> Refused => refused;

    /// <summary>Line by line, oldest first.</summary>
    public IReadOnlyList<HistoryEntry> History => history;

    /// <summary>As they were last saved.</summary>
    public OperatorState Operators { get; private set; } = OperatorState.Initial;

    /// <summary>The machine that asks cannot reach the store.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Its disk is full: it can be read, and nothing is written.</summary>
    public bool IsFull { get; set; }

    /// <summary>Told of every change before it is kept; throws to end the simulated process there.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>Told before the journal is written; what it throws the writer gets, and nothing is kept.</summary>
    public Action? BeforeAppend { get; set; }

    /// <summary>The write under way is a chore: a lease renewed, a fleet read again.</summary>
    public bool IsChore { get; private set; }

    /// <summary>Told after a change is kept.</summary>
    public Action? AfterWrite { get; set; }

    /// <summary>Told after a commit is kept; what it throws the committer gets, though the commit is on disk.</summary>
    public Action? AfterCommit { get; set; }

    public Task CommitAsync(StateChanges changes, CancellationToken ct)
    {
        Begin();
        Refuse(changes);
        foreach (var incident in changes.Incidents)
            Keep(incident with { Version = incident.Version + 1 });
        foreach (var plan in changes.Plans)
            plans.TryAdd(plan.Id, plan);                    // one that is there already stays as far as it has come
        foreach (var group in changes.Steps.Select(s => s.Step).Concat(changes.NewSteps).GroupBy(s => s.Plan))
            plans[group.Key] = plans[group.Key].With([.. group]);
        foreach (var mark in changes.FenceMarks)
            (marks[mark.Host], fenced[mark.Host]) = (mark, new FencedHost(mark.Host, mark.FencedAt));
        foreach (var host in changes.FenceMarksLifted)
            marks.Remove(host);
        foreach (var host in changes.ReservationsEnded)
            reservations.Remove(host);
        foreach (var reservation in changes.Reservations)
            reservations[reservation.Host] = reservation;
        foreach (var storm in changes.Storms)
            storms[storm.Key] = storm;
        KeepShortage(changes);
        RequireNothingLeftInClosedIncidents();
        foreach (var entry in changes.History)
            Trace(entry);
        foreach (var alert in changes.Alerts)
        {
            alerts.Add(alert);
            lastAlerts[alert.Key] = alert;
        }

        AfterWrite?.Invoke();
        AfterCommit?.Invoke();
        return Task.CompletedTask;
    }

    public Task<OpenState> LoadOpenAsync(CancellationToken ct)
    {
        RequireReach();
        return Task.FromResult(new OpenState(
            [.. incidents.Values.Where(i => i.IsOpen)],
            [.. plans.Values.Where(p => incidents[p.Incident].IsOpen)],
            [.. marks.Values],
            Operators)
        {
            Recoveries =
            [
                .. from plan in plans.Values
                   where plan.Strength > PlanStrength.Notify && incidents[plan.Incident].Instance is not null
                   orderby plan.CreatedAt
                   select new InstanceRecovery(incidents[plan.Incident].Instance!.Value, plan.CreatedAt),
            ],
            Fenced = [.. fenced.Values],
            Storms = [.. storms.Values],
            Reservations = [.. reservations.Values],
            ClosedAtOnce = ClosedAtOnce(),
            Shortages = [.. shortages.Values],
        });
    }

    public Task SaveOperatorsAsync(OperatorState operators, HistoryEntry entry, CancellationToken ct)
    {
        Begin();
        if (operators.Version != Operators.Version)
            throw new StaleStateException($"the operators' switches are at version {Operators.Version}, not {operators.Version}");
        Operators = operators with { Version = operators.Version + 1 };
        Trace(entry);
        AfterWrite?.Invoke();
        return Task.CompletedTask;
    }

    public Task AppendAsync(JournalBatch batch, CancellationToken ct)
    {
        BeforeAppend?.Invoke();
        Begin();
        foreach (var flip in batch.Flips)
        {
            var subject = flip.Instance?.Value ?? flip.Signal!.Value.Name();
            if (!journaled.Add((flip.Cause, subject)))
                continue;
            latestFlips[$"{flip.Host}/{subject}"] = flip;
            flips.Add(flip);
            trace.Add("flip", flip.Host.Value, flip.To.Name(), flip.Text);
        }

        KeepWords(batch.Observations);
        foreach (var sign in batch.LifeSigns.Where(s => !(lifeSigns.GetValueOrDefault(s.Host)?.At >= s.At)))
            lifeSigns[sign.Host] = sign;
        foreach (var word in batch.Watchdogs)
            watchdogs[word.Host] = word;
        foreach (var notice in batch.Shutdowns)
        {
            shutdowns[notice.Host] = notice;
            trace.Add("shutdown", notice.Host.Value, notice.IsOver ? "over" : notice.Kind.Name(), notice.Text);
        }

        foreach (var one in batch.Refused)
        {
            refused.Add(one);
            trace.Add("report", null, one.Reason, $"{one.Origin} put aside: {one.Reason}: {one.Detail}");
        }

        AfterWrite?.Invoke();
        return Task.CompletedTask;
    }

    public Task SaveAsync(Fleet fleet, CancellationToken ct)
    {
        Chore(() => this.fleet = fleet);
        return Task.CompletedTask;
    }

    public Task<Fleet> LoadAsync(CancellationToken ct) => Task.FromResult(fleet);

    void Begin()
    {
        RequireReach();
        if (IsFull)
            throw new CutOffException("the store's disk is full");
        BeforeWrite?.Invoke();
    }

    void RequireReach()
    {
        if (IsCutOff)
            throw new CutOffException();
    }

    void Chore(Action write)
    {
        IsChore = true;
        try
        {
            Begin();
            write();
            AfterWrite?.Invoke();
        }
        finally
        {
            IsChore = false;
        }
    }

    public Task PutAsync(IReadOnlyList<RefusedEvent> events, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The former process is proven dead (as a lock file proves it): its leases may be taken at once, and nobody waits for it.</summary>
    public void ExpireLeases()
    {
        replicas.Clear();
        foreach (var (segment, lease) in leases.ToList())
            leases[segment] = lease with { ExpiresAt = DateTimeOffset.MinValue };
    }

    public Incident? Incident(IncidentId id) => incidents.GetValueOrDefault(id);

    public RecoveryPlan? Plan(PlanId id) => plans.GetValueOrDefault(id);

    public PlanStep? Step(StepId id) => plans.Values.SelectMany(p => p.Steps).FirstOrDefault(s => s.Id == id);

    public SegmentLease? Lease(SegmentName segment) => leases.GetValueOrDefault(segment);

    /// <summary>What was last told under this key.</summary>
    public Alert? LastAlert(string key) => lastAlerts.GetValueOrDefault(key);

    /// <summary>A fence of ours stands behind it.</summary>
    public bool IsMarked(HostName host) => marks.ContainsKey(host);

    void Keep(Incident incident)
    {
        incidents[incident.Id] = incident;
        incidentVersions.Add(incident);
        if (incident.IsOpen)
            open[incident.Id] = incident;
        else
            open.Remove(incident.Id);
    }

    void Refuse(StateChanges changes)
    {
        if (!leases.TryGetValue(changes.Segment, out var lease) || lease.Epoch != changes.Epoch)
            throw new StaleStateException($"epoch {changes.Epoch} of {changes.Segment} is not the newest");
        RefuseIncidents(changes.Incidents);
        foreach (var plan in changes.Plans)
        {
            if (plans.TryGetValue(plan.Id, out var known) && !IsSame(known, plan))
                throw new StaleStateException($"there is another plan {plan.Id} already, made at {known.CreatedAt}");
            if (!incidents.ContainsKey(plan.Incident) && changes.Incidents.All(i => i.Id != plan.Incident))
                throw new Engine.InvariantBrokenException($"plan {plan.Id} has no incident");
        }

        if (changes.Reservations.FirstOrDefault(r => reservations.TryGetValue(r.Host, out var taken) && taken.Incident != r.Incident) is { } twice)
            throw new StaleStateException($"reserved host {twice.Host} is taken by another incident than {twice.Incident}");
        var steps = plans.Values.SelectMany(p => p.Steps);
        foreach (var step in changes.NewSteps)
        {
            if (steps.Any(s => (s.Id == step.Id || (s.Plan == step.Plan && s.Number == step.Number)) && !IsSame(s, step)))
                throw new StaleStateException($"step {step.Number} ({step.Id}) of {step.Plan}: its number or id is taken");
        }

        foreach (var move in changes.Steps)
        {
            var stored = plans.GetValueOrDefault(move.Step.Plan)?.Steps.FirstOrDefault(s => s.Number == move.Step.Number);
            if (stored?.State != move.From)
                throw new StaleStateException($"step {move.Step.Id} is {stored?.State.Name() ?? "not there"}, not {move.From.Name()}");
        }
    }

    /// <summary>As the real store's index of open incidents does, and its legal moves.</summary>
    void RefuseIncidents(IReadOnlyList<Incident> written)
    {
        foreach (var incident in written)
            IncidentTransitions.RequireLegal(incidents.TryGetValue(incident.Id, out var known) ? StoredIncident.Of(known) : null, incident);
        var ids = written.Select(i => i.Id).ToHashSet();
        var open = written.Concat(incidents.Values.Where(i => !ids.Contains(i.Id))).Where(i => i.IsOpen)
            .GroupBy(i => (i.Host, i.Instance, i.Scope, i.Scope is null ? null : i.Row));
        if (written.Count > 0 && open.FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new Engine.InvariantBrokenException($"{string.Join(" and ", twice.Select(i => i.Id))} would both be open about {twice.First().Subject}");
    }

    static bool IsSame(RecoveryPlan a, RecoveryPlan b) =>
        (a.Incident, a.Segment, a.Host, a.Strength, a.Intent, a.Policy, a.SnapshotDigest, a.CreatedAt)
        == (b.Incident, b.Segment, b.Host, b.Strength, b.Intent, b.Policy, b.SnapshotDigest, b.CreatedAt);

    static bool IsSame(PlanStep a, PlanStep b) =>
        (a.Id, a.Plan, a.Number, a.Kind, a.Host, a.Instance) == (b.Id, b.Plan, b.Number, b.Kind, b.Host, b.Instance);

    void RequireNothingLeftInClosedIncidents()
    {
        if (plans.Values.FirstOrDefault(p => !p.IsOver && !open.ContainsKey(p.Incident)) is { } left)
            throw new Engine.InvariantBrokenException($"plan {left.Id} has steps left, and its incident is closed");
    }

    /// <summary>Acts are in the trace as the world saw them; what we say of them must agree.</summary>
    void Trace(HistoryEntry entry)
    {
        history.Add(entry);
        if (entry.Kind != HistoryKind.Act)
            trace.Add(entry.Kind.ToString().ToLowerInvariant(), entry.Host?.Value, entry.What, entry.Text);
    }
}

using System.Diagnostics.Metrics;
using PolicyHa.Api.Hosting;
using PolicyHa.Api.Operating;
using PolicyHa.Engine;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Metering;

/// <summary>Counts what the store takes, and looks at the state of the service when somebody asks.</summary>
sealed class ServiceMeters : IStoreWatcher, IDisposable
{
    public const string MeterName = "PolicyHa";

    /// <summary>Beside our own: what engine and adapters count.</summary>
    static readonly HashSet<string> Kept = [MeterName, RecoveryLoop.MeterName, "PolicyHa.Kafka", "PolicyHa.Alerts"];

    readonly Meter meter = new(MeterName);
    readonly PrometheusPage page;
    readonly Counter<long> flips;
    readonly Counter<long> holds;
    readonly Counter<long> steps;
    readonly Counter<long> incidents;
    readonly Histogram<double> faultToFence;
    readonly ClusterState state;

    public ServiceMeters(ClusterState state, IntakeCounters events, PolicyHolder policy, Leases leases)
    {
        this.state = state;
        page = new PrometheusPage(Kept, meter);
        flips = meter.CreateCounter<long>("policyha.flips", null, "Changes of an agreed status, by signal and status.");
        holds = meter.CreateCounter<long>("policyha.holds", null, "Decisions not to act, by reason.");
        steps = meter.CreateCounter<long>("policyha.steps", null, "Steps that ended, by kind and outcome.");
        incidents = meter.CreateCounter<long>("policyha.incidents.changes", null, "Incidents that opened or closed.");
        faultToFence = meter.CreateHistogram<double>(
            "policyha.fault.to.fence", "s", "From the fault to the fence, begun and proven; with the settle time.");

        Counted("policyha.events", "Health events, by what became of them.", () => Events(events));
        Observed("policyha.incidents.open", "Open incidents, by state.", OpenIncidents);
        Observed("policyha.incidents.held", "Open incidents that are held, by reason.", HeldIncidents);
        Observed("policyha.evacuations.under.way", "Evacuations begun and not over.", () => [new(Evacuations())]);
        Observed("policyha.hosts", "Compute hosts known.", () => [new(state.Fleet.HostCount)]);
        Observed("policyha.instances", "Instances known.", () => [new(state.Fleet.InstanceCount)]);
        Observed("policyha.segment.failures.survived", "How many hosts of a segment may die, whichever they are, with room for everybody: 0, 1, or 2 for two or more; none where that is not known.",
            () => Outlooks().Where(o => o.Outlook.Survives is not null).Select(o => Of(o.Outlook.Survives!.Value, ("segment", o.Segment))));
        Observed("policyha.segment.instances.without.room", "Instances that would find no room after the worst death of one host, and of two.", InstancesWithoutRoom);
        Observed("policyha.segment.hosts.room.unknown", "Hosts of a segment that could be given instances, and whose room is not known.",
            () => Outlooks().Select(o => Of(o.Outlook.Unknown.Count, ("segment", o.Segment))));
        Observed("policyha.fencing.hosts", "Hosts by what their fencing devices said when last asked: good, weak (not each level would do), broken (none would), no-device, by-watchdog-only, by-person-only, unchecked.",
            () => Contracts.FencingView.Of(state).Hosts.Select(h => Of(h.Value, ("standing", h.Key))));
        Observed("policyha.fencing.answer.slowest.milliseconds", "By device: how long the slowest answer took when hosts were last checked.", SlowestAnswers);
        Observed("policyha.disarmed", "1 while acting is switched off.", () => [new(IsDisarmed ? 1 : 0)]);
        Observed("policyha.leases.held", "Segments this process acts for.", () => [new(LeasesHeld(leases))]);
        Observed("policyha.policy.waiting", "1 while a policy waits until every replica reads it.", () => [new(policy.Waiting is null ? 0 : 1)]);
        Observed("policyha.policy.info", "The policy in force; always 1.", () => Info(policy.Current.Version));
    }

    /// <summary>What can only be measured once the whole service is there.</summary>
    public void Observe(PolicyDesk desk, PlanExecutor executor, EvacuationPace pace)
    {
        Observed("policyha.evacuations.at.once", "How many evacuations the cloud is given at the same time, as found so far.", () => [new(pace.Number)]);
        Counted("policyha.policy.rejected", "Policies that were not taken.", () => [new(desk.Refusals)]);
        Observed("policyha.steps.running", "Steps acting at this moment.", () => [new(executor.Running)]);
    }

    /// <summary>The page for Prometheus.</summary>
    public string Print() => page.Print();

    /// <summary>A gauge that somebody else keeps.</summary>
    public Gauge<long> NewGauge(string name, string help) => meter.CreateGauge<long>(name, null, help);

    public void Committed(StateChanges changes)
    {
        foreach (var entry in changes.History)
        {
            if (entry is { Kind: HistoryKind.Hold, What: { } reason })
                holds.Add(1, Tag("reason", reason));
            else if (entry is { Kind: HistoryKind.Incident, What: { } what })
                incidents.Add(1, Tag("change", what));
        }

        foreach (var (step, _) in changes.Steps)
        {
            if (step.IsOver)
                steps.Add(1, Tag("kind", step.Kind.Name()), Tag("outcome", step.State.Name()));
            else if (step is { Kind: StepKind.Fence, State: StepState.Started, Tries: 1, StartedAt: { } at })
                RecordFence(step.Plan, at, "begun");
            if (step is { Kind: StepKind.Fence, State: StepState.Done, EndedAt: { } end })
                RecordFence(step.Plan, end, "proven");
        }
    }

    public void Flipped(IReadOnlyList<Flip> flipped)
    {
        foreach (var flip in flipped)
        {
            var signal = flip.Signal is { } known ? Engine.Facts.SignalNames.Name(known) : "instance";
            flips.Add(1, Tag("signal", signal), Tag("to", Engine.Facts.SignalNames.Name(flip.To)));
        }
    }

    public void Controlled(HistoryEntry entry)
    {
        // Switches are gauges; the history has the rest.
    }

    public void Dispose()
    {
        page.Dispose();
        meter.Dispose();
    }

    void RecordFence(PlanId plan, DateTimeOffset at, string stage)
    {
        if (state.Book.Plan(plan) is { } known && state.Book.Incident(known.Incident) is { } incident)
            faultToFence.Record((at - incident.FaultSince).TotalSeconds, Tag("stage", stage));
    }

    IEnumerable<Measurement<long>> OpenIncidents()
    {
        var open = state.Book.Open.CountBy(i => i.State).ToDictionary();
        return Enum.GetValues<IncidentState>().Where(s => s != IncidentState.Closed)
            .Select(s => Of(open.GetValueOrDefault(s), ("state", Contracts.Words.Of(s))));
    }

    IEnumerable<Measurement<long>> HeldIncidents() => state.Book.Open.Where(i => i.Hold is not null)
        .CountBy(i => i.Hold!.Value).Select(h => Of(h.Value, ("reason", h.Key.Name())));

    IEnumerable<(string Segment, FailureOutlook Outlook)> Outlooks() =>
        from segment in state.Fleet.Segments
        let outlook = state.Outlooks.Of(segment.Name)
        where outlook is not null
        select (segment.Name.Value, outlook);

    IEnumerable<Measurement<long>> SlowestAnswers() =>
        from check in state.FenceChecks.All
        from level in check.Levels
        from device in level.Devices
        group device.Took by device.Name into took
        select Of((long)took.Max().TotalMilliseconds, ("device", took.Key));

    IEnumerable<Measurement<long>> InstancesWithoutRoom() =>
        from outlook in Outlooks()
        from count in new[] { (Deaths: "1", Of: outlook.Outlook.One), (Deaths: "2", Of: outlook.Outlook.Two) }
        where count.Of is not null
        select Of(count.Of.Worst is [var worst, ..] ? worst.Misfits.Count : 0, ("segment", outlook.Segment), ("deaths", count.Deaths));

    bool IsDisarmed => state.Operators.Disarmed is not null;

    int Evacuations() => state.Book.PlansUnderWay.Sum(p => p.Steps.Count(
        s => s is { Kind: StepKind.Evacuate, State: StepState.Started or StepState.Pending }));

    int LeasesHeld(Leases leases) => state.Fleet.Segments.Count(s => leases.Of(s.Name) is not null);

    void Counted(string name, string help, Func<IEnumerable<Measurement<long>>> read) =>
        meter.CreateObservableCounter(name, read, null, help);

    void Observed(string name, string help, Func<IEnumerable<Measurement<long>>> read) =>
        meter.CreateObservableGauge(name, read, null, help);

    static IEnumerable<Measurement<long>> Events(IntakeCounters events) =>
        events.All.Select(e => Of(e.Count, ("outcome", e.Outcome)));

    static IEnumerable<Measurement<long>> Info(PolicyVersion version) =>
        [Of(1, ("policy", version.Name), ("revision", version.Revision), ("sha256", version.Sha256))];

    static Measurement<long> Of(long value, params (string Key, string Value)[] tags) =>
        new(value, tags.Select(t => Tag(t.Key, t.Value)));

    static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}

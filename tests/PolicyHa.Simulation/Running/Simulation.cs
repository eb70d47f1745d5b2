using System.Globalization;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Simulation.Checks;
using PolicyHa.Simulation.Store;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Running;

/// <summary>
/// The production core in a simulated cloud with a simulated clock. Single-threaded: the same calls in the same order give the
/// same trace. All invariants are checked after everything that happens.
/// </summary>
public sealed class Simulation : IDisposable
{
    /// <summary>More work than this without time passing is a livelock.</summary>
    const int RoundsMax = 10_000;

    readonly SimFencing fencing;
    readonly SimCompute compute;
    readonly WorldWatch watch;
    readonly TurnLog turns;
    readonly Dictionary<(HostName, Signal), HashSet<string>> observers = [];
    readonly List<IncomingEvent> broker = [];
    List<IncomingEvent>? poll;
    readonly DriverOptions driving;
    readonly MachineClock machine;
    readonly SimChecks checks;
    RecoveryPolicy policy;
    SimService? service;
    int lives;
    bool isDying;
    long events;

    /// <param name="driving">How often the service does what nobody wakes it for; null: as in production.</param>
    public Simulation(RecoveryPolicy policy, WorldTimes? times = null, DriverOptions? driving = null, SimChecks? checks = null)
    {
        this.checks = checks ?? SimChecks.All;
        machine = new MachineClock(Clock);
        (this.policy, this.driving) = (policy, driving ?? new DriverOptions());
        Trace = new SimTrace(Clock);
        World = new SimWorld(Clock, Trace, times ?? new WorldTimes());
        World.ServiceCameUp += (host, signal) => ReportAll(host, signal, SignalStatus.Up);
        Store = new MemoryStore(Trace);
        turns = new TurnLog(Clock);
        fencing = new SimFencing(World);
        compute = new SimCompute(World, Clock);
        watch = new WorldWatch(World, Store, Trace, turns, this.checks);
    }

    public SimClock Clock { get; } = new();

    /// <summary>How many observers must agree.</summary>
    public int Observers => policy.Observers;

    public SimTrace Trace { get; }

    public SimWorld World { get; }

    public MemoryStore Store { get; }

    /// <summary>The service has done something; raised before time passes.</summary>
    public event Action? Worked;

    /// <summary>Null while the service is down.</summary>
    public SimService? Service => service;

    /// <summary>The first broken invariant, with the moment; null when all hold.</summary>
    public BrokenLaw? Broken => watch.Broken;

    /// <summary>A law is broken, and nothing more is to be played.</summary>
    public bool IsOver => checks.StopsWhenBroken && Broken is not null;

    /// <summary>Starts the service (again); the former process, if any, is proven dead.</summary>
    public void StartService()
    {
        lives++;
        Store.ExpireLeases();
        service = new SimService($"life-{lives}", Store, new SimPorts($"life-{lives}", World, fencing, compute), policy, machine, driving,
            new DecisionOptions { LookWhileHeld = checks.LookWhileHeld }, turns);
        service.Start();
        Trace.Add("control", null, "started", $"the service starts (life {lives})");
        Work();
        var missed = broker.ToList();
        broker.Clear();
        if (missed.Count > 0)
            TakeAll(missed);
    }

    /// <summary>Kills the service where it is.</summary>
    public void CrashService()
    {
        service?.Crash();
        service?.Dispose();
        service = null;
        Trace.Add("control", null, "crashed", "the service is killed");
    }

    /// <summary>
    /// The service will be killed at its <paramref name="number"/>-th write from now, and started again at once: just before the
    /// write reaches the store, or just after.
    /// </summary>
    public void CrashAtWrite(int number, bool after) => CrashAt(number, after ? CrashPoint.AfterWrite : CrashPoint.BeforeWrite);

    /// <summary>The service will be killed at its <paramref name="number"/>-th write or act from now, and started again at once.</summary>
    public void CrashAt(int number, CrashPoint point)
    {
        var left = number;
        void Count()
        {
            if (isDying || --left == 0)
                Die();
        }

        Store.BeforeWrite = point == CrashPoint.BeforeWrite ? Count : () => { if (isDying) Die(); };
        Store.AfterWrite = point == CrashPoint.AfterWrite ? Count : null;
        World.AfterAct = point == CrashPoint.AfterAct ? Count : null;
    }

    /// <summary>The wall clock of the service's machine is set.</summary>
    public void StepClock(TimeSpan by)
    {
        machine.Ahead += by;
        Trace.Add("control", null, "clock", string.Create(CultureInfo.InvariantCulture, $"the service's clock is set by {by.TotalSeconds:+0.###;-0.###} s"));
        Work();
    }

    /// <summary>Those who watch this signal, by name.</summary>
    public IReadOnlyList<string> ObserversOf(HostName host, Signal signal) =>
        observers.TryGetValue((host, signal), out var named) ? [.. named.Order(StringComparer.Ordinal)] : [];

    /// <summary>Every monitor has seen everything up for a minute; the service has taken that in.</summary>
    /// <param name="byDefault">Observers of signals that nobody is named for.</param>
    public void ReportAllUp(IReadOnlyList<string> byDefault)
    {
        Together(() =>
        {
            foreach (var host in World.Hosts)
                ReportAllUp(host.Name, byDefault);
        });
    }

    /// <summary>The events that <paramref name="report"/> sends come with one poll of the source.</summary>
    public void Together(Action report)
    {
        if (poll is not null)
        {
            report();
            return;
        }

        poll = [];
        report();
        var events = poll;
        poll = null;
        if (events.Count > 0)
            TakeAll(events);
    }

    void ReportAllUp(HostName host, IReadOnlyList<string> byDefault)
    {
        foreach (var signal in SignalNames.All.Where(s => s is not (Signal.Power or Signal.Cluster)))
        {
            foreach (var observer in byDefault)
                NameObserver(host, signal, observer);
            foreach (var observer in ObserversOf(host, signal))
                Report(host, signal, SignalStatus.Up, observer, TimeSpan.FromSeconds(59));
        }
    }

    /// <summary>This observer watches this signal, and sees it up until it says otherwise.</summary>
    public void NameObserver(HostName host, Signal signal, string observer)
    {
        if (!observers.TryGetValue((host, signal), out var named))
            observers[(host, signal)] = named = [];
        named.Add(observer);
    }

    /// <summary>An observer reports a signal it has seen <paramref name="late"/> ago.</summary>
    /// <param name="repeat">The id of an event sent before, to send it again; null for a new one.</param>
    /// <returns>The event's id.</returns>
    public string Report(HostName host, Signal signal, SignalStatus status, string observer, TimeSpan late = default, string? repeat = null)
    {
        var id = repeat ?? $"e{++events}";
        Take(new HostReport(new EventId($"sim/{observer}", id), host, signal, status, observer, Clock.GetUtcNow() - late));
        return id;
    }

    /// <summary>All observers of the signal report it.</summary>
    public void ReportAll(HostName host, Signal signal, SignalStatus status)
    {
        foreach (var observer in observers.GetValueOrDefault((host, signal), ["monitor"]).Order(StringComparer.Ordinal))
            Report(host, signal, status, observer);
    }

    /// <summary>The host's agent reports a fault inside an instance, or its end.</summary>
    public void ReportInstance(SimInstance instance, InstanceFaultKind fault, SignalStatus status, TimeSpan late = default) =>
        Take(new InstanceReport(
            new EventId("sim/agent", $"e{++events}"), instance.Host, instance.Id, fault, status, "agent", Clock.GetUtcNow() - late));

    /// <summary>An event arrives that the decoder could not read.</summary>
    public void ReportMalformed() => Take(new IncomingEvent(null, "malformed", "not JSON", $"sim e{++events}", default));

    /// <summary>An operator switches something.</summary>
    public void Operate(Func<OperatorState, DateTimeOffset, OperatorState> change, string what, string text)
    {
        if (service is null)
            throw new InvalidOperationException("the service is down: nobody can operate it");
        if (Switch(change, what, text))
            return;
        Work();                                         // the process died over it: the next life is asked again
        Switch(change, what, text);
    }

    /// <returns>Whether there was an answer.</returns>
    bool Switch(Func<OperatorState, DateTimeOffset, OperatorState> change, string what, string text)
    {
        var changed = change(service!.State.Operators, machine.GetUtcNow());
        var entry = new Engine.History.HistoryEntry(machine.GetUtcNow(), Engine.History.HistoryKind.Control, text) { What = what };
        try
        {
            SimService.Now(Store.SaveOperatorsAsync(changed, entry, CancellationToken.None));
            service.State.Operators = changed;
            service.Driver.WakeEverything();
        }
        catch (SimCrashException)
        {
            return false;
        }

        Work();
        return true;
    }

    /// <summary>Another policy comes into force.</summary>
    public void ChangePolicy(RecoveryPolicy next)
    {
        policy = next;
        if (service is null)
            return;
        service.Policies.Current = next;
        try
        {
            SimService.Now(service.Intake.RequireObserversAsync(next.Observers, CancellationToken.None));
            service.Driver.WakeEverything();
        }
        catch (SimCrashException)
        {
            // The next life begins with it.
        }

        Work();
    }

    /// <summary>Lets time pass until <paramref name="until"/> from the start, and everything happen that is due on the way.</summary>
    public void RunUntil(TimeSpan until)
    {
        var end = SimClock.Start + until;
        Work();
        while (NextAt() is { } next && next <= end)
        {
            if (IsOver)
                return;
            Clock.MoveTo(next > Clock.GetUtcNow() ? next : Clock.GetUtcNow());
            Work();
        }

        Clock.MoveTo(end);
        Work();
    }

    public void Dispose() => service?.Dispose();

    void Take(HealthReport report) => Take(new IncomingEvent(report, null, null, $"sim {report.Id}", default));

    void Take(IncomingEvent incoming)
    {
        if (poll is not null)
            poll.Add(incoming);
        else
            TakeAll([incoming]);
    }

    void TakeAll(IReadOnlyList<IncomingEvent> events)
    {
        if (service is null)
        {
            broker.AddRange(events);                    // they are read when the service is back
            return;
        }

        try
        {
            var taking = service.Intake.TakeAsync(events, [], CancellationToken.None);
            SimService.Now(taking);
            var refused = taking.Result.Select(r => r.Origin).ToHashSet();
            foreach (var report in events.Where(e => !refused.Contains(e.Origin)).Select(e => e.Report).OfType<HostReport>())
                watch.Hear(report, Clock.Elapsed);
        }
        catch (SimCrashException)
        {
            broker.AddRange(events);                    // their offset was not committed: all of them come again
        }

        Work();
    }

    void Die()
    {
        isDying = true;
        service?.Crash();
        throw new SimCrashException();
    }

    DateTimeOffset? NextAt()
    {
        var (world, due) = (World.NextAt, service?.Driver.NextAt);
        if (due is null)
            return world;
        var ours = machine.TrueTimeOf(due.Value);
        return world < ours ? world : ours;
    }

    /// <summary>Everything that is due at this moment.</summary>
    void Work()
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            World.Settle();
            watch.Look(Clock.Elapsed, service);
            var begun = service?.Driver.RunDue(CancellationToken.None) ?? 0;
            watch.Look(Clock.Elapsed, service);
            if (begun > 0)
                Worked?.Invoke();
            if (isDying)
            {
                isDying = false;
                CrashService();
                StartService();
                return;
            }

            if (begun == 0 && !(World.NextAt <= Clock.GetUtcNow()))
                return;
        }

        throw new LivelockException(
            $"{RoundsMax} rounds of work at {Clock.Elapsed}, and still something is due:\n{string.Join('\n', Trace.Entries.TakeLast(8))}");
    }
}

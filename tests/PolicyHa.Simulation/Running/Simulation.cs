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
    readonly IReadOnlyList<Controller> controllers;
    List<IncomingEvent>? poll;
    readonly DriverOptions driving;
    readonly SimChecks checks;
    RecoveryPolicy policy;
    Controller acting;
    int lives;
    readonly List<(Controller Controller, SimService Service)> joining = [];
    long events;

    /// <param name="driving">How often the service does what nobody wakes it for; null: as in production.</param>
    public Simulation(RecoveryPolicy policy, WorldTimes? times = null, DriverOptions? driving = null, SimChecks? checks = null,
        int controllers = 1)
    {
        this.checks = checks ?? SimChecks.All;
        this.controllers = [.. Enumerable.Range(0, controllers).Select(n => new Controller(((char)('a' + n)).ToString(), Clock))];
        acting = this.controllers[0];
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

    /// <summary>The first that is up; null while the service is down everywhere.</summary>
    public SimService? Service => controllers.Select(c => c.Service).FirstOrDefault(s => s is not null);

    /// <summary>The first broken invariant, with the moment; null when all hold.</summary>
    public BrokenLaw? Broken => watch.Broken;

    /// <summary>A law is broken, and nothing more is to be played.</summary>
    public bool IsOver => checks.StopsWhenBroken && Broken is not null;

    /// <summary>Starts every controller.</summary>
    public void StartAll()
    {
        foreach (var controller in controllers)
            StartService(controller.Name);
    }

    /// <summary>Starts a controller (again); where it is the only one, the former process is proven dead.</summary>
    public void StartService(string name = "a")
    {
        lives++;
        if (controllers.Count == 1)
            Store.ExpireLeases();
        var (controller, life) = (Named(name), $"life-{lives}");
        Let(controller);
        var service = new SimService(
            life, Store, new SimPorts(life, controller.Clock, World, fencing, compute), controller.Broker, policy, controller.Clock, driving,
            new DecisionOptions { LookWhileHeld = checks.LookWhileHeld }, turns);
        try
        {
            service.Start();
        }
        catch (CutOffException)
        {
            service.Dispose();
            controller.IsStarting = true;               // it is tried again when the store answers
            return;
        }

        (controller.Service, controller.IsStarting) = (service, false);
        if (World.Times.KdumpWait > TimeSpan.Zero)
            service.State.Kdump.Expect(World.Hosts.Select(h => h.Name), World.Times.KdumpWait);
        Trace.Add("control", null, "started", $"the service starts ({(controllers.Count == 1 ? "" : $"{name}, ")}life {lives})");
        if (World.Times.Join > TimeSpan.Zero && controller.HasLived)
            World.After(World.Times.Join, () => joining.Add((controller, service)));
        else
            Join(controller, service);
        controller.HasLived = true;
        Work();
    }

    /// <summary>A process reads what waited for it. One that has died meanwhile does not.</summary>
    void Join(Controller controller, SimService service)
    {
        if (!ReferenceEquals(controller.Service, service))
            return;
        controller.Broker.Join();
        if (controller.Broker.WaitingCount > 0)
            TakeAll(controller, []);
    }

    /// <summary>Kills a controller where it is.</summary>
    public void CrashService(string name = "a")
    {
        var controller = Named(name);
        controller.Service?.Crash();
        controller.Service?.Dispose();
        controller.Service = null;
        controller.Broker.Leave();
        Trace.Add("control", null, "crashed", controllers.Count == 1 ? "the service is killed" : $"the service is killed ({name})");
    }

    /// <summary>What a controller can reach from now on.</summary>
    public void Partition(string name, bool store, bool cloud)
    {
        var controller = Named(name);
        (controller.IsCutFromStore, controller.IsCutFromCloud) = (store, cloud);
        Trace.Add("control", null, "partition", $"{name} {(store ? "has no store" : "has the store")} and {(cloud ? "no cloud" : "the cloud")}");
        if (controller is { IsStarting: true, IsCutFromStore: false })
            StartService(name);
        else
            TakeAll(controller, []);
    }

    Controller Named(string name) => controllers.First(c => c.Name == name);

    /// <summary>From here on it is this controller that acts.</summary>
    void Let(Controller controller)
    {
        acting = controller;
        Store.IsCutOff = controller.IsCutFromStore;
        World.IsCallerCutOff = controller.IsCutFromCloud;
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
            if (acting.IsDying || --left == 0)
                Die();
        }

        Store.BeforeWrite = point == CrashPoint.BeforeWrite ? Count : () => { if (acting.IsDying) Die(); };
        Store.AfterWrite = point == CrashPoint.AfterWrite ? Count : null;
        World.AfterAct = point == CrashPoint.AfterAct ? Count : null;
    }

    /// <summary>The wall clock of the service's machine is set.</summary>
    public void StepClock(TimeSpan by, string name = "a")
    {
        Named(name).Clock.Ahead += by;
        Trace.Add("control", null, "clock", string.Create(CultureInfo.InvariantCulture, $"{(controllers.Count == 1 ? "the service's" : $"{name}'s")} clock is set by {by.TotalSeconds:+0.###;-0.###} s"));
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

    /// <summary>A host's kernel crashes; the one that dumps says so now, and again every 10 s while it dumps.</summary>
    public void Dump(SimHost host)
    {
        World.Dump(host);
        Say();

        void Say()
        {
            if (host is not { IsDumping: true, PowerOn: true })
                return;
            foreach (var controller in controllers)
            {
                if (controller.Service is not { } service)
                    continue;
                service.State.Kdump.Heard(host.Name, $"address-of-{host.Name}", controller.Clock.GetUtcNow());
                host.DumpHeardBy.Add(service.Name);
            }

            World.After(TimeSpan.FromSeconds(10), Say);
        }
    }

    /// <summary>An operator switches something.</summary>
    public void Operate(Func<OperatorState, DateTimeOffset, OperatorState> change, string what, string text)
    {
        if (controllers.FirstOrDefault(c => c is { Service: not null, IsCutFromStore: false }) is not { } desk)
        {
            if (controllers.Count == 1)
                throw new InvalidOperationException("the service is down: nobody can operate it");
            return;                                     // nobody answers the operator
        }

        Let(desk);
        if (Switch(desk, change, what, text))
            return;
        Work();                                         // the process died over it: the next life is asked again
        Switch(desk, change, what, text);
    }

    /// <returns>Whether there was an answer.</returns>
    bool Switch(Controller desk, Func<OperatorState, DateTimeOffset, OperatorState> change, string what, string text)
    {
        var changed = change(desk.Service!.State.Operators, desk.Clock.GetUtcNow());
        var entry = new Engine.History.HistoryEntry(desk.Clock.GetUtcNow(), Engine.History.HistoryKind.Control, text) { What = what };
        try
        {
            SimService.Now(Store.SaveOperatorsAsync(changed, entry, CancellationToken.None));
        }
        catch (SimCrashException)
        {
            return false;
        }

        foreach (var service in controllers.Where(c => !c.IsCutFromStore).Select(c => c.Service).OfType<SimService>())
        {
            service.State.Operators = changed;
            service.Driver.WakeEverything();
        }

        Work();
        return true;
    }

    /// <summary>Another policy comes into force.</summary>
    public void ChangePolicy(RecoveryPolicy next)
    {
        policy = next;
        foreach (var controller in controllers)
        {
            if (controller.Service is not { } service)
                continue;
            Let(controller);
            service.Policies.Current = next;
            try
            {
                SimService.Now(service.Intake.RequireObserversAsync(next.Observers, CancellationToken.None));
                service.Driver.WakeEverything();
            }
            catch (Exception e) when (e is SimCrashException or CutOffException)
            {
                // The next life begins with it; what was not written is written with the next events.
            }
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

    public void Dispose()
    {
        foreach (var controller in controllers)
            controller.Service?.Dispose();
    }

    void Take(HealthReport report) => Take(new IncomingEvent(report, null, null, $"sim {report.Id}", default));

    void Take(IncomingEvent incoming)
    {
        if (poll is not null)
            poll.Add(incoming);
        else
            TakeAll([incoming]);
    }

    /// <summary>Each controller reads every event.</summary>
    void TakeAll(IReadOnlyList<IncomingEvent> events)
    {
        foreach (var controller in controllers)
            TakeAll(controller, events);
    }

    void TakeAll(Controller controller, IReadOnlyList<IncomingEvent> events)
    {
        if (controller.Service is not { } service || !controller.Broker.IsJoined)
        {
            controller.Broker.Keep(events);         // they are read when it is back
            return;
        }

        Let(controller);
        events = [.. controller.Broker.TakeAll(), .. events];   // first what could not be written down before
        try
        {
            var taking = service.Intake.TakeAsync(events, [], CancellationToken.None);
            SimService.Now(taking);
            controller.Broker.Commit();
            var refused = taking.Result.Select(r => r.Origin).ToHashSet();
            foreach (var report in events.Where(e => !refused.Contains(e.Origin)).Select(e => e.Report).OfType<HostReport>())
                watch.Hear(report, Clock.Elapsed);
        }
        catch (Exception e) when (e is SimCrashException or CutOffException)
        {
            controller.Broker.Keep(events);             // their offset was not committed: all of them come again
        }

        Work();
    }

    void Die()
    {
        acting.IsDying = true;
        acting.Service?.Crash();
        throw new SimCrashException();
    }

    DateTimeOffset? NextAt()
    {
        var next = World.NextAt;
        foreach (var controller in controllers)
        {
            if (controller.Service?.Driver.NextAt is { } due && controller.Clock.TrueTimeOf(due) is var ours && !(next < ours))
                next = ours;
        }

        return next;
    }

    /// <summary>Everything that is due at this moment.</summary>
    void Work()
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            World.Settle();
            if (joining.Count > 0)
            {
                var (joined, process) = joining[0];
                joining.RemoveAt(0);
                Join(joined, process);
            }

            watch.Look(Clock.Elapsed, Service);
            var begun = 0;
            foreach (var controller in controllers)
            {
                Let(controller);
                begun += controller.Service?.Driver.RunDue(CancellationToken.None) ?? 0;
                watch.Look(Clock.Elapsed, Service);
            }

            if (begun > 0)
                Worked?.Invoke();
            if (controllers.FirstOrDefault(c => c.IsDying) is { } dying)
            {
                dying.IsDying = false;
                CrashService(dying.Name);
                StartService(dying.Name);
                return;
            }

            if (begun == 0 && joining.Count == 0 && !(World.NextAt <= Clock.GetUtcNow()))
                return;
        }

        throw new LivelockException(
            $"{RoundsMax} rounds of work at {Clock.Elapsed}, and still something is due:\n{string.Join('\n', Trace.Entries.TakeLast(8))}");
    }
}

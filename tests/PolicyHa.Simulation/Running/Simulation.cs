using PolicyHa.Engine.Execution;
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
public sealed partial class Simulation : IDisposable
{
    /// <summary>More work than this without time passing is a livelock.</summary>
    const int RoundsMax = 10_000;

    static readonly TimeSpan QuietLook = TimeSpan.FromSeconds(10);

    /// <summary>The service doubts what it sees when nobody has said anything for so long.</summary>
    static readonly TimeSpan SilenceCounts = TimeSpan.FromMinutes(1);

    /// <summary>Twice the time between two readings of the fleet, and some more; after observers have been silent for so long that it counts.</summary>
    static readonly TimeSpan Quiet = SilenceCounts + (2 * new DriverOptions().RefreshEvery) + QuietLook;

    readonly SimFencing fencing;
    readonly SimCompute compute;
    readonly WorldWatch watch;
    readonly TurnLog turns;
    readonly Dictionary<(HostName, Signal), HashSet<string>> observers = [];
    readonly IReadOnlyList<Controller> controllers;
    List<IncomingEvent>? poll;
    readonly DriverOptions driving;
    readonly ExecutionOptions execution;
    readonly SimChecks checks;
    Controller acting;
    int lives;
    readonly List<(Controller Controller, SimService Service)> joining = [];
    long events;

    /// <summary>The service will be killed at a write that is still to come; what it writes while it is idle counts, too.</summary>
    bool awaitsCrash;

    /// <param name="driving">How often the service does what nobody wakes it for; null: as in production.</param>
    /// <param name="execution">The rhythm of its acts; null: as in production.</param>
    public Simulation(RecoveryPolicy policy, WorldTimes? times = null, DriverOptions? driving = null, SimChecks? checks = null,
        int controllers = 1, ExecutionOptions? execution = null)
    {
        this.checks = checks ?? SimChecks.All;
        this.controllers = [.. Enumerable.Range(0, controllers).Select(n => new Controller(((char)('a' + n)).ToString(), Clock))];
        acting = this.controllers[0];
        (this.driving, this.execution) = (driving ?? new DriverOptions(), execution ?? new ExecutionOptions());
        Trace = new SimTrace(Clock);
        World = new SimWorld(Clock, Trace, times ?? new WorldTimes());
        World.HostCameUp += ReportUp;
        World.ServiceCameUp += (host, signal) => ReportAll(host, signal, SignalStatus.Up);
        Store = new MemoryStore(Trace);
        Store.Begin(policies.Keep(policy, SimClock.Start));
        turns = new TurnLog(Clock);
        fencing = new SimFencing(World);
        compute = new SimCompute(World, Clock);
        watch = new WorldWatch(World, Store, Trace, turns, this.controllers, this.checks);
    }

    public SimClock Clock { get; } = new();

    /// <summary>How many observers must agree.</summary>
    public int Observers => InForce.Observers;

    public SimTrace Trace { get; }

    public SimWorld World { get; }

    public MemoryStore Store { get; }

    /// <summary>The service has done something; raised before time passes.</summary>
    public event Action? Worked;

    /// <summary>The first that is up and takes part; null while the service is down everywhere.</summary>
    public SimService? Service
    {
        get
        {
            foreach (var controller in controllers)
            {
                if (controller.Service is { IsShutOut: false } service)
                    return service;
            }

            return null;
        }
    }

    /// <summary>The first broken invariant, with the moment; null when all hold.</summary>
    public BrokenLaw? Broken => watch.Broken;

    /// <summary>A law is broken, and nothing more is to be played.</summary>
    public bool IsOver => checks.StopsWhenBroken && Broken is not null;

    /// <summary>An operator switches something; where the process dies over it, the next life is asked again.</summary>
    public void Operate(Func<OperatorState, DateTimeOffset, OperatorState> change, string what, string text)
    {
        for (var asked = Store.IsFull ? 2 : 0; asked < 2; asked++)      // what cannot be written down is refused
        {
            if (controllers.FirstOrDefault(c => c is { Service: not null, IsCutFromStore: false }) is not { } desk)
            {
                if (controllers.Count == 1 && asked == 0)
                    throw new InvalidOperationException("the service is down: nobody can operate it");
                return;                                 // nobody answers the operator
            }

            Let(desk);
            if (Switch(desk, change, what, text))
                return;
            Work();
        }
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
        catch (StaleStateException)
        {
            desk.Service.State.Operators = Store.Operators; // what was switched elsewhere stays, and the answer is the second try's
            return Switch(desk, change, what, text);
        }

        changed = Store.Operators;
        foreach (var service in controllers.Where(c => !c.IsCutFromStore).Select(c => c.Service).OfType<SimService>())
        {
            service.State.Operators = changed;
            service.Driver.WakeEverything();
        }

        Work();
        return true;
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

    /// <summary>As <see cref="RunUntil"/>, when nothing comes from outside any more. Laws are asked at the end in any case.</summary>
    public void RunToEnd(TimeSpan until)
    {
        var at = Clock.Elapsed;
        var quietSince = at;
        while (checks.SkipsQuiet && at < until && at - quietSince < Quiet && !IsOver)
        {
            RunUntil(at);
            if (HasSomethingToDo(until))
                quietSince = at;
            at += QuietLook;
        }

        if (checks.SkipsQuiet && at < until && !IsOver)
            Clock.MoveTo(SimClock.Start + until);
        RunUntil(until);
    }

    /// <summary>At least one of the moments at which something is due is a service's or the world's, and before the end.</summary>
    bool HasSomethingToDo(TimeSpan until)
    {
        var end = SimClock.Start + until;
        return awaitsCrash || World.NextAt <= end || joining.Count > 0
            || controllers.Any(c => c.Service?.Driver.NextWorkAt is { } due && c.Clock.TrueTimeOf(due) <= end);
    }

    public void Dispose()
    {
        foreach (var controller in controllers)
            controller.Service?.Dispose();
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

using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Engine;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Checks;
using PolicyHa.Simulation.Store;

namespace PolicyHa.Simulation.Running;

/// <summary>One life of the service: the production core on simulated ports. A crash ends it, a start makes a new one.</summary>
public sealed class SimService : IDisposable
{
    readonly SimPorts ports;
    readonly SegmentGate gate = new();
    readonly Leases leases;

    /// <param name="language">The newest rule language its program reads.</param>
    /// <param name="host">The compute host it runs on; null: none.</param>
    public SimService(string owner, int language, HostName? host, MemoryStore store, SimPorts ports, SimBroker broker, SimPolicies shelf, RecoveryPolicy policy,
        TimeProvider clock, DriverOptions driving, DecisionOptions decisions, ExecutionOptions execution, TurnLog turns)
    {
        (this.ports, Clock, Name, Language) = (ports, clock, owner, language);
        Policies = new PolicyHolder(policy);
        Keeper = new PolicyKeeper(
            store, new SimCompiler(shelf, language), Policies, PolicyHolder.HeldMax, clock, NullLogger<PolicyKeeper>.Instance);
        State = new ClusterState(new SignalBoard(policy.Observers), [broker]) { OwnHost = host };
        Intake = new Intake(State, HostNames.OfNova, store, store, Counters, clock, NullLogger<Intake>.Instance);
        leases = new Leases(store, owner, language, clock);
        var deadHost = new DeadHostSteps(State, Policies, decisions);
        var targets = new TargetChooser(State, Policies, Memory, clock);
        var guard = new ActGuard(State, Policies, Memory, clock);
        var proofs = new ProofCheck(State, new PowerCheck(ports, Intake, clock));
        var aggregates = new ReservedAggregates(ports, State, Policies);
        var runners = new StepRunners(
        [
            new FenceRunner(ports, State, Policies, guard.WhyNoLongerAsked, new CloudCheck(ports, State, Policies, clock), execution, clock),
            new ForceDownRunner(ports, proofs, execution),
            new SwitchOnRunner(ports, ports, execution),
            new SurveyRunner(ports, deadHost, execution),
            new VerifyRunner(ports, deadHost, execution),
            new EvacuateRunner(ports, targets, proofs, execution),
            new LiveMigrateRunner(ports, targets, State, Policies, execution),
            new MigrateRunner(ports, targets, execution),
            new StopRunner(ports, execution),
            new StartRunner(ports, execution),
            new CallRunner(ports, State, execution),
            new RestartServiceRunner(ports, State, execution),
            new RestartInstanceRunner(ports, execution),
            new RebootRunner(ports, execution),
            new NotifyRunner(),
            new WaitRunner(State, execution),
            new AskRunner(State, execution),
            new CheckReturnRunner(ports, State, execution),
            new ClearForcedDownRunner(ports, execution),
            new EnableRunner(ports, State, execution),
            new DisableRunner(ports, execution),
            new ReserveHostRunner(ports, aggregates, State, Policies, Memory, execution),
            new ReleaseHostRunner(ports, aggregates, State, execution),
        ]);
        var loop = new RecoveryLoop(State, Policies, store, leases, gate, Intake, Memory, decisions, clock, NullLogger<RecoveryLoop>.Instance);
        var executor = new PlanExecutor(
            State, store, leases, gate, runners, guard, new EvacuationPace(execution, clock), execution, clock, NullLogger<PlanExecutor>.Instance);
        Driver = new EngineDriver(
            State, loop, executor, Intake, new FleetKeeper(State, ports, store), new ServiceWatch(State, Intake, driving), leases, Keeper, new SwitchKeeper(State, store), new WordKeeper(Intake, store), driving, clock, turns);
        Starting = new EngineStart(State, store, store, store, store, Policies, ports, clock);
    }

    /// <summary>The process.</summary>
    public string Name { get; }

    /// <summary>Of the machine it runs on.</summary>
    public TimeProvider Clock { get; }

    public ClusterState State { get; }

    /// <summary>The newest rule language its program reads.</summary>
    public int Language { get; }

    public PolicyHolder Policies { get; }

    public PolicyKeeper Keeper { get; }

    /// <summary>The store does not let it take part.</summary>
    public bool IsShutOut => leases.Last is { IsAdmitted: false };

    public InferenceMemory Memory { get; } = new();

    /// <summary>What became of the events.</summary>
    public IntakeCounters Counters { get; } = new();

    public Intake Intake { get; }

    public EngineDriver Driver { get; }

    EngineStart Starting { get; }

    /// <summary>Restores what the store has and begins.</summary>
    public void Start()
    {
        Now(Starting.RestoreAsync(CancellationToken.None));
        Driver.Start();
    }

    /// <summary>Dies here: nothing of it acts any more.</summary>
    public void Crash() => ports.IsDead = true;

    /// <summary>A task of simulated ports is over when it is returned: nothing in a simulation waits.</summary>
    public static void Now(Task task)
    {
        if (!task.IsCompleted)
            throw new InvalidOperationException("a simulated call did not complete at once");
        task.GetAwaiter().GetResult();
    }

    /// <summary>As <see cref="Now(Task)"/>, with its result.</summary>
    public static T Now<T>(Task<T> task)
    {
        Now((Task)task);
        return task.Result;
    }

    public void Dispose()
    {
        Driver.Dispose();
        Keeper.Dispose();
        gate.Dispose();
    }
}

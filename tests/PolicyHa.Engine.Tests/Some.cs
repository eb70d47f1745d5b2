using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using PolicyHa.Simulation.World;

namespace PolicyHa.Engine.Tests;

/// <summary>The host h3, what is on it, and what is said about it: the same in every test.</summary>
static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly HostName H3 = new("h3");
    public static readonly SegmentName S1 = new("s1");
    public static readonly PlanId Plan1 = PlanId.Of(new IncidentId("inc-1"), 1);

    public static readonly ComputeHost ComputeH3 = Compute("h3");

    static readonly RuleSource At = new("test.yaml", 1, 1);

    public static DateTimeOffset After(double seconds) => Now.AddSeconds(seconds);

    public static HostReport Report(
        Signal signal, SignalStatus status, string observer = "mon1", double at = 0, string? id = null) =>
        new(new EventId($"test/{observer}", id ?? $"{signal}-{status}-{at}"), H3, signal, status, observer, After(at));

    public static HostSignals SignalsWith(params Signal[] down)
    {
        var board = new SignalBoard(1);
        foreach (var signal in SignalNames.All)
            board.Accept(Report(signal, down.Contains(signal) ? SignalStatus.Down : SignalStatus.Up), Now);
        return board.SignalsOf(H3);
    }

    public static Instance Instance(string name, string @class, VmState state = VmState.Active, BootSource boot = BootSource.Volume) =>
        new(new InstanceId($"id-{name}"), name, H3, "project", state, null, boot, new Flavor("small", 1, 1024, 0))
        {
            Metadata = new Dictionary<string, string> { ["HA_Enabled"] = "true", ["HA_Class"] = @class },
        };

    /// <summary>In a fleet of which nothing is known: the scheduler chooses.</summary>
    public static TargetChooser Targets(TimeProvider clock) =>
        new(new ClusterState(new SignalBoard(Policy().Observers)), new PolicyHolder(Policy()), new InferenceMemory(), clock);

    /// <summary>Of hosts without devices that nobody hears of.</summary>
    public static ProofCheck ChecksProofs(SimClock clock)
    {
        var (store, state) = (new MemoryStore(new SimTrace(clock)), new ClusterState(new SignalBoard(1)) { SawEverything = true });
        var intake = new Intake(state, HostNames.OfNova, store, store, new IntakeCounters(), clock, NullLogger<Intake>.Instance);
        return new ProofCheck(state, new PowerCheck(new SimFencing(new SimWorld(clock, new SimTrace(clock), new WorldTimes())), intake, clock));
    }

    /// <summary>Of a Nova that has h3, and is well until somebody changes that.</summary>
    public static CloudCheck ChecksNova(TimeProvider clock, out SimWorld world)
    {
        var simulated = new SimClock();
        world = new SimWorld(simulated, new SimTrace(simulated), new WorldTimes());
        world.Add(new SimHost(H3, S1));
        return new CloudCheck(new SimCompute(world, simulated), new ClusterState(new SignalBoard(1)), new PolicyHolder(Policy()), clock);
    }

    public static ComputeHost Compute(string name) => new(new HostName(name), S1, "nova", $"svc-{name}", true, false, false, true);

    public static HostView Host(HostSignals signals, params Instance[] instances) =>
        new(ComputeH3, signals, false, null, instances, [], [], []);

    /// <summary>Hosts h1, h2, ... with these signals, healthy where none are given.</summary>
    public static ClusterSnapshot Snapshot(DateTimeOffset at, params HostView[] hosts) =>
        new(at, new FailoverSegment(S1, RecoveryMethod.Auto), hosts, OperatorState.Initial, SawEverything: true);

    /// <summary>A policy of nothing but rules.</summary>
    public static RecoveryPolicy Policy(params IRule[] rules) => new()
    {
        Version = new PolicyVersion("test", "1", "0123456789abcdef"),
        Observers = 1,
        Settle = TimeSpan.Zero,
        Rules = rules,
        Classes = new EverybodyIsAPet(),
        MixedHosts = MixedHosts.DrainThenFence,
        MixedHostsAt = At,
        Limits = PolicyLimits.Standard,
        Horizons = [],
    };

    public static ActionLadder Ladder(params RecoveryAction[] actions) => new([new LadderRung(TimeSpan.Zero, actions)]);

    public static RowMatch Row(ActionLadder cattle, ActionLadder pet) => new(
        ComputeH3, null, "host-context", "some-row", At,
        new Dictionary<InstanceClass, ActionLadder> { [InstanceClass.Cattle] = cattle, [InstanceClass.Pet] = pet }, RowReading.None);

    public static PlanStep Step(int number, StepKind kind, params int[] after) => new()
    {
        Id = new StepId($"{Plan1}/{number}"),
        Plan = Plan1,
        Number = number,
        Kind = kind,
        Host = H3,
        After = after,
        Timeout = TimeSpan.FromMinutes(1),
        TriesMax = 3,
    };

    public static RecoveryPlan Plan(params PlanStep[] steps) => new()
    {
        Id = Plan1,
        Incident = new IncidentId("inc-1"),
        Segment = S1,
        Host = H3,
        Strength = PlanStrength.Fence,
        Intent = "host-context/some-row",
        Policy = "test",
        SnapshotDigest = "",
        CreatedAt = Now,
        Steps = steps,
    };

    public static Incident Incident(ProofOfDeath? proof = null) => new()
    {
        Id = new IncidentId("inc-1"),
        Segment = S1,
        Host = H3,
        State = IncidentState.Recovering,
        Because = "",
        Row = "host-context/some-row",
        RowAt = "test.yaml:1:1",
        Policy = "test",
        OpenedAt = Now,
        FaultSince = Now,
        Proof = proof,
        Explanation = new Explanation { Subject = "h3", At = Now, Policy = "test", Domain = "segment/s1", Outcome = [] },
    };

    sealed class EverybodyIsAPet : IInstanceClassifier
    {
        public ClassVerdict Classify(Instance instance, ComputeHost? host)
        {
            Assert.Equal(instance.Host, host?.Name);            // a decision always knows where the instance runs
            return new ClassVerdict(InstanceClass.Pet, At);
        }
    }
}

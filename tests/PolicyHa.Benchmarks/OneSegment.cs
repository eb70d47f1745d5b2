using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Benchmarks;

/// <summary>A segment of 50 healthy hosts with 20 instances each, in memory, under the shipped policy without its settle time.</summary>
sealed class OneSegment
{
    public const int Hosts = 50;

    const int InstancesOnHost = 20;

    static readonly SegmentName Name = new("az1");
    static readonly string[] Observers = ["mon1", "mon2"];
    static readonly DecisionOptions Options = new();

    readonly ClusterState state;
    readonly InferenceMemory memory = new();
    long events;

    public OneSegment()
    {
        Policy = PolicyCompiler.Compile([ShippedPolicies.Default], new Dictionary<string, string> { ["settle"] = "0s" }).Policy
            ?? throw new InvalidOperationException("the shipped policy has errors");
        state = new ClusterState(new SignalBoard(Policy.Observers)) { Fleet = NewFleet(), SawEverything = true };
        foreach (var host in state.Fleet.Hosts)
        {
            foreach (var signal in SignalNames.All)
            {
                foreach (var observer in Observers)
                    Accept(Report(host.Name, signal, SignalStatus.Up, observer));
            }
        }
    }

    public RecoveryPolicy Policy { get; }

    public HostName Victim { get; } = new("compute-17");

    public static string Text => $"1 host of a segment of {Hosts} with {Hosts * InstancesOnHost} instances";

    /// <summary>A new event, observed now.</summary>
    public HostReport Report(HostName host, Signal signal, SignalStatus status, string observer) =>
        new(new EventId(observer, $"{++events}"), host, signal, status, observer, DateTimeOffset.UtcNow);

    public Reception Accept(HealthReport report) => state.Board.Accept(report, DateTimeOffset.UtcNow);

    public ClusterSnapshot Snapshot() => state.SnapshotOf(Name, DateTimeOffset.UtcNow)!;

    /// <summary>All of a turn but its write to the store.</summary>
    /// <returns>How many changes it would write.</returns>
    public int Turn()
    {
        var snapshot = Snapshot();
        var beliefs = memory.Update(snapshot, Policy, out _);
        var decisions = Decider.Decide(snapshot, beliefs, Policy, Options);
        return TurnScribe.Write(snapshot, decisions, 1).History.Count;
    }

    static Fleet NewFleet()
    {
        var hosts = Enumerable.Range(1, Hosts).Select(n => new ComputeHost(
            new HostName($"compute-{n}"), Name, "az1", $"service-{n}", ServiceUp: true, Disabled: false, ForcedDown: false, Fenceable: true));
        var instances = Enumerable.Range(0, Hosts * InstancesOnHost).Select(n => new Instance(
            new InstanceId(new Guid(n, 0, 0, new byte[8]).ToString()), $"web-{n}", new HostName($"compute-{(n / InstancesOnHost) + 1}"), "shop",
            VmState.Active, null, BootSource.Volume, new Flavor("m1.small", 1, 2048, 0))
        {
            Metadata = new Dictionary<string, string> { ["HA_Enabled"] = "True", ["HA_Class"] = n % 2 == 0 ? "pet" : "cattle" },
        });
        return new Fleet(DateTimeOffset.UtcNow, [new FailoverSegment(Name, RecoveryMethod.Auto)], [.. hosts], [.. instances]);
    }
}

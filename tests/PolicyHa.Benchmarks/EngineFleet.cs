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

/// <summary>Many segments of 50 healthy hosts with 50 instances each, in memory, under the shipped policy.</summary>
sealed class EngineFleet
{
    public const int HostsInSegment = 50;
    public const int InstancesOnHost = 50;

    static readonly EventId Cause = new("bench", "1");
    static readonly SignalReading[] Ups = ReadingsOf(SignalStatus.Up, Signal.AdminNetwork, DateTimeOffset.UnixEpoch);

    readonly HostView[][] views;
    readonly SegmentInference[] inferences;
    readonly FailoverSegment[] segments;
    readonly FleetLoads loads = new();
    readonly DomainSizes sizes;

    public EngineFleet(int hosts)
    {
        Policy = PolicyCompiler.Compile([ShippedPolicies.Default], new Dictionary<string, string>()).Policy
            ?? throw new InvalidOperationException("the shipped policy has errors");
        views = [.. Enumerable.Range(0, hosts / HostsInSegment).Select(NewSegment)];
        segments = [.. views.Select(v => new FailoverSegment(v[0].Compute.Segment, RecoveryMethod.Auto))];
        sizes = new DomainSizes(views.SelectMany(v => v).Select(v => v.Compute));
        inferences = [.. views.Select(_ => new SegmentInference(Policy))];
    }

    public RecoveryPolicy Policy { get; }

    public static DateTimeOffset Start { get; } = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    /// <summary>Moves on with each flip, far enough that it has settled.</summary>
    public DateTimeOffset Now { get; private set; } = Start;

    public int Segments => views.Length;

    public int Hosts => views.Length * HostsInSegment;

    public HostView View(int host) => views[host / HostsInSegment][host % HostsInSegment];

    public ClusterSnapshot Snapshot(int segment) =>
        new(Now, segments[segment], views[segment], OperatorState.Initial, SawEverything: true);

    /// <summary>Everything is looked at for the first time.</summary>
    public void Load()
    {
        for (var segment = 0; segment < views.Length; segment++)
            _ = Infer(segment);
    }

    public Beliefs Infer(int segment) => inferences[segment].Update(Snapshot(segment), FleetFacts.None);

    /// <summary>As in a turn of the service, with what the other segments have told of themselves.</summary>
    public IReadOnlyList<Decision> Decide(int segment)
    {
        var (name, beliefs) = (segments[segment].Name, Infer(segment));
        var elsewhere = segments.Where(s => s.Name != name).Select(s => loads.Of(s.Name)).OfType<SegmentLoad>();
        var snapshot = Snapshot(segment) with { Sizes = sizes, Elsewhere = [.. elsewhere] };
        var decisions = Decider.Decide(snapshot, beliefs, Policy, new DecisionOptions());
        _ = loads.Tell(SegmentLoad.Of(name, snapshot.Hosts, beliefs, Now).After(decisions));
        return decisions;
    }

    /// <summary>One signal of a host changes, a minute ago; the segment's other hosts keep their views.</summary>
    public void Flip(int host, Signal signal, SignalStatus status)
    {
        Now += TimeSpan.FromMilliseconds(1);
        var old = View(host);
        var signals = new HostSignals(ReadingsOf(status, signal, Now - TimeSpan.FromMinutes(1)), old.Signals.Version + 1);
        var copy = views[host / HostsInSegment].AsSpan().ToArray();
        copy[host % HostsInSegment] = old with { Signals = signals };
        views[host / HostsInSegment] = copy;
    }

    static SignalReading[] ReadingsOf(SignalStatus status, Signal signal, DateTimeOffset at)
    {
        var readings = Ups is null
            ? [.. SignalNames.All.Select(_ => new SignalReading(SignalStatus.Up, at, at, Cause, 2, 2))]
            : Ups.AsSpan().ToArray();
        readings[(int)signal] = new SignalReading(status, at, at, Cause, 2, 2);
        return readings;
    }

    static HostView[] NewSegment(int number)
    {
        var segment = new SegmentName($"s{number:000}");
        var up = new HostSignals(Ups, 1);
        return
        [
            .. Enumerable.Range(0, HostsInSegment).Select(i =>
            {
                var name = new HostName($"compute-{number:000}-{i:00}");
                var compute = new ComputeHost(name, segment, $"az{number % 3}", $"service-{number}-{i}", true, false, false, true);
                return new HostView(compute, up, false, null, InstancesOf(name, number, i), [], [], []);
            }),
        ];
    }

    static Instance[] InstancesOf(HostName host, int segment, int number) =>
    [
        .. Enumerable.Range(0, InstancesOnHost).Select(n => new Instance(
            new InstanceId(new Guid(segment, (short)number, (short)n, new byte[8]).ToString()), $"web-{segment}-{number}-{n}", host, "shop",
            VmState.Active, null, BootSource.Volume, new Flavor("m1.small", 1, 2048, 0)) { Metadata = n % 2 == 0 ? Pet : Cattle }),
    ];

    static readonly Dictionary<string, string> Pet = new() { ["HA_Enabled"] = "True", ["HA_Class"] = "pet" };
    static readonly Dictionary<string, string> Cattle = new() { ["HA_Enabled"] = "True" };
}

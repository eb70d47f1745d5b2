using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>A segment of five hosts of which four are well and one is not: to ask a policy about every kind of trouble.</summary>
public static class MadeUpSegment
{
    const int Hosts = 5;

    static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    internal static readonly SegmentName Name = new("made-up");
    static readonly EventId Cause = new("policyha/combinations", "made-up");

    /// <summary>The host that is not well.</summary>
    public static readonly HostName Host = new("h1");

    /// <param name="status">How each signal of the host stands.</param>
    /// <param name="age">For how long it has.</param>
    /// <param name="cattle">Instances tagged so on the host, <c>c1</c> and on.</param>
    /// <param name="pets">Instances tagged so on the host, <c>p1</c> and on.</param>
    public static ClusterSnapshot With(Func<Signal, SignalStatus> status, TimeSpan age, int cattle, int pets)
    {
        Instance[] instances =
        [
            .. Enumerable.Range(1, cattle).Select(i => Tagged("cattle", $"c{i}")),
            .. Enumerable.Range(1, pets).Select(i => Tagged("pet", $"p{i}")),
        ];
        var well = Enumerable.Range(2, Hosts - 1)
            .Select(i => WellHost(new HostName($"h{i}"), Name, Now.AddDays(-1)));
        return new ClusterSnapshot(
            Now, new FailoverSegment(Name, RecoveryMethod.Auto), [View(Host, Name, status, Now - age, instances), .. well],
            OperatorState.Initial, SawEverything: true);
    }

    internal static ComputeHost Compute(HostName name, SegmentName segment) =>
        new(name, segment, "nova", $"service-{name}", true, false, false, true);

    /// <summary>An empty host whose every signal has been up since then.</summary>
    internal static HostView WellHost(HostName name, SegmentName segment, DateTimeOffset since) =>
        View(name, segment, _ => SignalStatus.Up, since, []);

    static HostView View(
        HostName name, SegmentName segment, Func<Signal, SignalStatus> status, DateTimeOffset since, Instance[] instances) => new(
        Compute(name, segment),
        new HostSignals([.. SignalNames.All.Select(s => Reading(status(s), since))], 1),
        Maintenance: false, Mark: null, instances, [], [], []);

    static SignalReading Reading(SignalStatus status, DateTimeOffset since) => new(status, since, since, Cause, 2, 2);

    static Instance Tagged(string tag, string name) => new(
        new InstanceId(name), name, Host, "made-up", VmState.Active, null, BootSource.Volume, new Flavor("small", 1, 1024, 0))
    {
        Metadata = new Dictionary<string, string> { ["HA_Enabled"] = "true", ["HA_Class"] = tag },
    };
}

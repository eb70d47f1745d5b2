using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using Xunit.Abstractions;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions;

/// <summary>Who would find no room if hosts h1, h2, ... died; every instance takes 1 vcpu and 1024 MiB.</summary>
public class FailurePlanTests(ITestOutputHelper output)
{
    readonly FailureAlarm alarm = new();
    readonly IncidentBook book = new();

    [Fact]
    public void Three_hosts_with_room_for_one_each_stand_one_death_and_not_two()
    {
        var outlook = Of(Host(2, Free(1)), Host(2, Free(1)), Host(2, Free(1)))!;
        Assert.Equal(1, outlook.Survives);
        Assert.Equal((3, 3L, 3), (outlook.Two!.Asked, outlook.Two.OutOf, outlook.Two.Failing));
        Assert.Equal(
            "if h1 and h2 died now, 3 instances would find no room: h1-b (1 vcpu, 1024 MiB), h2-a (1 vcpu, 1024 MiB), h2-b (1 vcpu, 1024 MiB)",
            outlook.Worst!.ToString());
    }

    [Fact]
    public void The_worst_comes_first_and_two_are_not_asked_of_a_segment_that_does_not_stand_one()
    {
        var outlook = Of(Host(1, Free(0)), Host(4, Free(0)), Host(2, Free(1)))!;
        Assert.Equal((0, 2), (outlook.Survives, outlook.One.Failing));
        Assert.Equal(["h2"], outlook.Worst!.Hosts.Select(h => h.Value));
        Assert.Null(outlook.Two);
    }

    [Fact]
    public void Room_that_is_not_known_is_not_counted_upon_and_where_none_is_known_nothing_is_said()
    {
        var outlook = Of(Host(2, Free(0)), Host(0, null))!;
        Assert.Null(outlook.Survives);
        Assert.Equal([new HostName("h2")], outlook.Unknown);
        Assert.Null(Of(Host(2, null), Host(0, null)));
    }

    [Fact]
    public void With_reserved_hosts_each_death_takes_one_of_them()
    {
        var hosts = new[] { Host(2, Free(9)), Host(2, Free(9)), Reserved(Free(2)), Reserved(Free(1)) };
        var outlook = Of(RecoveryMethod.ReservedHost, hosts)!;
        Assert.Equal(1, outlook.Survives);
        Assert.Equal((1, "h2-b"), (outlook.Two!.Failing, Assert.Single(outlook.Worst!.Misfits).Instance.Name));
        Assert.Equal(2, Of(RecoveryMethod.AutoPriority, [.. hosts, Host(0, Free(9))])!.Survives);
    }

    [Fact]
    public void Pairs_are_made_of_the_hosts_whose_instances_are_the_biggest()
    {
        var hosts = Enumerable.Range(0, 30).Select(i => Host(i == 29 ? 1 : 3, Free(2))).ToArray();
        var outlook = Of(hosts)!;
        Assert.Equal((276, 435L, 2), (outlook.Two!.Asked, outlook.Two.OutOf, outlook.Survives));
    }

    [Fact]
    public void A_thousand_hosts_with_fifty_instances_each_are_looked_through()
    {
        var outlook = Of(RecoveryMethod.Auto, [.. Enumerable.Range(0, 1000).Select(i => Host(50, Free(i == 500 ? 60 : 0)))], took => output.WriteLine($"looked through in {took.TotalMilliseconds:0} ms of CPU"))!;
        Assert.Equal((1000, 1, 0), (outlook.One.Asked, outlook.One.Failing, outlook.Survives));
    }

    [Fact]
    public void A_host_that_is_out_already_is_not_asked_about()
    {
        var fenced = Host(5, Free(0)) with { Incidents = [Incident() with { Host = new("h1") }] };
        Assert.Equal(1, Of(fenced, Host(1, Free(1)), Host(0, Free(1)))!.One.Asked);
    }

    [Fact]
    public void It_is_told_once_when_two_readings_say_so_and_over_when_two_say_otherwise()
    {
        HostView[] full = [Host(2, Free(0)), Host(2, Free(0))];
        HostView[] roomy = [Host(2, Free(9)), Host(2, Free(9))];
        HostView[] unknown = [Host(2, Free(9)), Host(2, null)];
        Assert.Null(Told(0, full));
        Assert.Null(Told(0, full));                                 // the same reading
        var told = Told(30, full)!;
        Assert.Equal(("n-failure", AlertSeverity.Warning, "segment/s1/room"), (told.Type, told.Severity, told.Key));
        Assert.EndsWith("; somebody would not after the death of each of 2 of its hosts", told.Summary, StringComparison.Ordinal);
        Assert.Null(Told(60, full));
        Assert.Null(Told(90, roomy));
        Assert.Null(Told(120, full));
        Assert.Null(Told(150, roomy));
        Assert.Null(Told(180, unknown));
        Assert.Null(Told(190, [Host(2, Free(9)) with { Incidents = [Incident() with { Host = new("h1") }] }, Host(2, Free(9)), Host(2, Free(9))]));
        Assert.Equal(("n-failure-over", AlertSeverity.Ok, told.Incident), Told(210, roomy) is { } over ? (over.Type, over.Severity, over.Incident) : default);
        Assert.Null(Told(240, roomy));
    }

    [Fact]
    public void Who_wants_to_hear_of_no_death_hears_nothing()
    {
        var outlook = Of(Host(2, Free(0)), Host(2, Free(0)));
        Assert.Empty(alarm.Add(new StateChanges(S1, 1), Snapshot(Now, Host(0, null)), outlook, null, 0).Alerts);
        Assert.Empty(alarm.Add(new StateChanges(S1, 1), Snapshot(Now, Host(0, null)), outlook! with { At = After(60) }, null, 0).Alerts);
    }

    Alert? Told(double at, HostView[] hosts)
    {
        var changes = alarm.Add(new StateChanges(S1, 1), Snapshot(After(at), hosts), Of(hosts)! with { At = After(at) }, book.ShortageOf(S1), 1);
        book.Apply(changes);
        return changes.Alerts.SingleOrDefault();
    }

    static FailureOutlook? Of(params HostView[] hosts) => Of(RecoveryMethod.Auto, hosts);

    static FailureOutlook? Of(RecoveryMethod method, HostView[] hosts, Action<TimeSpan>? measured = null)
    {
        var named = hosts.Select((h, i) => Named(h, $"h{i + 1}")).OrderBy(h => h.Name).ToArray();
        var snapshot = Snapshot(Now, named);
        snapshot = snapshot with { Segment = snapshot.Segment with { Method = method } };
        var beliefs = InferenceRun.Over(snapshot, Policy());
        var began = Environment.CpuUsage.TotalTime;
        var outlook = FailurePlan.Of(snapshot, beliefs, Policy());
        measured?.Invoke(Environment.CpuUsage.TotalTime - began);
        return outlook;
    }

    static HostView Named(HostView host, string name) => host with
    {
        Compute = host.Compute with { Name = new HostName(name) },
        Instances = [.. host.Instances.Select((_, i) => Instance($"{name}-{(char)('a' + i)}", "pet") with { Host = new HostName(name) })],
    };

    static HostView Host(int instances, Room? room) => new(
        Compute("h0") with { Room = room }, SignalsWith(), false, null, [.. Enumerable.Range(0, instances).Select(i => Instance($"i{i}", "pet"))], [], [], []);

    static HostView Reserved(Room room) => Host(0, room) is var host ? host with { Compute = host.Compute with { IsReserved = true, Disabled = true } } : host;

    static Room Free(int size) => new(size, 1024 * size, null, Now);
}

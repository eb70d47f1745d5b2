using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Signals;

public sealed class NovaObserverTests
{
    static readonly TimeSpan Ttl = TimeSpan.FromSeconds(90);

    NovaMemory memory = NovaMemory.Empty;

    [Fact]
    public void A_service_that_is_up_is_reported_at_once_by_our_clock()
    {
        var report = Assert.Single(Read(0, Compute("h3")));
        Assert.Equal((H3, Signal.NovaCompute, SignalStatus.Up), (report.Host, report.Signal, report.Status));
        Assert.Equal((NovaWord.Observer, Now, Ttl), (report.Observer, report.ObservedAt, report.Ttl!.Value));
    }

    [Fact]
    public void One_reading_is_not_enough_to_call_a_service_down()
    {
        Assert.Empty(Read(0, Down("h3")));
        Assert.Equal(SignalStatus.Down, Assert.Single(Read(30, Down("h3"))).Status);
    }

    [Fact]
    public void Two_readings_right_after_each_other_are_as_one()
    {
        Read(0, Down("h3"));
        Assert.Empty(Read(NovaObserver.StandsFor.TotalSeconds - 1, Down("h3")));
        Assert.Single(Read(NovaObserver.StandsFor.TotalSeconds, Down("h3")));
    }

    [Fact]
    public void A_service_that_was_up_in_between_begins_anew()
    {
        Read(0, Down("h3"));
        Read(30, Compute("h3"));
        Assert.Empty(Read(60, Down("h3")));
    }

    [Fact]
    public void Two_readings_with_a_long_gap_between_them_say_nothing_of_the_gap()
    {
        Read(0, Down("h3"));
        Assert.Empty(Read(91, Down("h3")));
        Assert.Single(Read(121, Down("h3")));
    }

    [Fact]
    public void A_reading_from_before_the_last_one_by_a_clock_that_was_set_back_confirms_nothing()
    {
        Read(100, Down("h3"));
        Assert.Empty(Read(0, Down("h3")));
    }

    [Fact]
    public void A_host_that_is_forced_down_tells_nothing() => NeverReported(Down("h3") with { ForcedDown = true });

    [Fact]
    public void A_host_that_has_only_been_registered_tells_nothing() => NeverReported(Down("h3") with { HasReported = false });

    [Fact]
    public void A_host_that_counts_as_dead_tells_nothing_up_or_down()
    {
        foreach (var host in (ComputeHost[])[Compute("h3"), Down("h3")])
        {
            foreach (var at in (double[])[0, 30, 60])
                Assert.Empty(NovaObserver.Look(FleetAt(at, [host]), memory, _ => true, Ttl).Reports);
        }
    }

    [Fact]
    public void A_disabled_host_is_heard_like_any_other() =>
        Assert.Equal(SignalStatus.Up, Assert.Single(Read(0, Compute("h3") with { Disabled = true })).Status);

    [Theory]
    [InlineData(2, 3, true)]                                    // two of three stop by themselves
    [InlineData(3, 6, false)]
    [InlineData(3, 7, true)]
    [InlineData(5, 5, false)]
    public void While_most_services_look_down_none_is_called_down(int down, int of, bool isBelieved)
    {
        var hosts = Cloud(down, of);
        Read(0, hosts);
        var said = Read(30, hosts);
        Assert.Equal(isBelieved ? down : 0, said.Count(r => r.Status == SignalStatus.Down));
        Assert.Equal(of - down, said.Count(r => r.Status == SignalStatus.Up));
    }

    [Fact]
    public void A_part_of_the_cloud_that_looks_down_is_doubted_for_itself()
    {
        ComputeHost[] hosts =
        [
            .. Cloud(3, 3), Down("h9") with { Segment = new SegmentName("s2"), Zone = "az2" },
            .. Enumerable.Range(10, 6).Select(n => Compute($"h{n}") with { Segment = new SegmentName("s2"), Zone = "az2" }),
        ];
        Read(0, hosts);
        Assert.Equal(["h9"], Read(30, hosts).Where(r => r.Status == SignalStatus.Down).Select(r => r.Host.Value));
    }

    [Fact]
    public void Hosts_that_are_forced_down_do_not_count_among_those_that_look_down()
    {
        ComputeHost[] hosts = [.. Cloud(3, 3).Select(h => h with { ForcedDown = true }), Down("h8"), Compute("h9")];
        Read(0, hosts);
        Assert.Equal(["h8"], Read(30, hosts).Where(r => r.Status == SignalStatus.Down).Select(r => r.Host.Value));
    }

    [Fact]
    public void Services_that_come_back_one_after_the_other_are_not_called_down_meanwhile()
    {
        Read(0, Cloud(5, 5));
        Read(30, Cloud(5, 5));
        Assert.DoesNotContain(Read(60, Cloud(2, 5)), r => r.Status == SignalStatus.Down);
        Assert.DoesNotContain(Read(90, Cloud(1, 5)), r => r.Status == SignalStatus.Down);
        Assert.DoesNotContain(Read(120, Cloud(1, 5)), r => r.Status == SignalStatus.Down);
        Assert.DoesNotContain(Read(150, Cloud(1, 5)), r => r.Status == SignalStatus.Down);   // calm again: the first of two readings
        Assert.Contains(Read(180, Cloud(1, 5)), r => r.Status == SignalStatus.Down);
    }

    [Fact]
    public void Ids_are_made_of_what_was_read_and_when()
    {
        var (first, again, next) = (Read(0, Compute("h3")), Read(0, Compute("h3")), Read(30, Compute("h3")));
        Assert.Equal(first[0].Id, again[0].Id);
        Assert.NotEqual(first[0].Id, next[0].Id);
        Assert.True(NovaWord.Is(first[0].Id));
    }

    IReadOnlyList<HostReport> Read(double at, params ComputeHost[] hosts)
    {
        (var reports, memory) = NovaObserver.Look(FleetAt(at, hosts), memory, _ => false, Ttl);
        return reports;
    }

    void NeverReported(ComputeHost host)
    {
        foreach (var at in (double[])[0, 30, 60])
            Assert.Empty(Read(at, host));
    }

    static Fleet FleetAt(double at, ComputeHost[] hosts) =>
        new(After(at), [.. hosts.Select(h => new FailoverSegment(h.Segment, RecoveryMethod.Auto)).DistinctBy(s => s.Name)], hosts, []);

    static ComputeHost[] Cloud(int down, int of) => [.. Enumerable.Range(1, of).Select(n => n <= down ? Down($"h{n}") : Compute($"h{n}"))];

    static ComputeHost Down(string name) => Compute(name) with { ServiceUp = false };
}

using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Inference;

/// <summary>What segments tell each other: a rack, a zone or a switch may reach over several of them.</summary>
public sealed class InferenceMemoryTests
{
    static readonly FactKind<Told> Sick = Told.KindOf("Sick", 16);
    static readonly FactKind<Told> Worse = Told.KindOf("Worse", 17);
    static readonly FactKind<ToldWide> Widespread = ToldWide.KindOf("Widespread", FactScope.Fleet, 18);
    static readonly FactKind<ToldWide> Doomed = ToldWide.KindOf("Doomed", FactScope.Fleet, 19);

    static readonly TestRule FindsSick = OfDown(Signal.AdminNetwork, Sick);

    /// <summary>What it derives rests on every zone there is.</summary>
    static readonly TestRule SizesZones = new()
    {
        Name = "zones",
        Scope = FactScope.Fleet,
        Given = [KnownKinds.Zone],
        Derived = [Doomed],
        Does = (facts, conclusions) =>
        {
            foreach (var zone in facts.Of(KnownKinds.Zone))
                conclusions.Add(new ToldWide(Doomed, zone.Name.Length), zone);
        },
    };

    readonly InferenceMemory memory = new();

    [Fact]
    public void A_segment_that_left_the_fleet_is_forgotten()
    {
        var policy = Some.Policy(FindsSick, Counts(Sick, Widespread), SizesZones);
        memory.Update(Segment("s1", Host("h1", Signal.AdminNetwork)), policy, out _);
        memory.Update(Segment("s2", Host("h2", Signal.AdminNetwork)), policy, out _);

        memory.Keep(FleetOf("s1"));
        var beliefs = memory.Update(Segment("s1", Host("h1", Signal.AdminNetwork)), policy, out _);

        Assert.Contains("Widespread(1)", beliefs.Text(), StringComparison.Ordinal);
        Assert.Contains("Zone(nova, 1 hosts)", beliefs.Text(), StringComparison.Ordinal);
        Assert.Equal(["s1"], memory.Fleet.Segments.Select(s => s.Segment.Value));
    }

    [Fact]
    public void A_turn_of_a_segment_that_has_just_left_tells_nothing()
    {
        var policy = Some.Policy(FindsSick, Counts(Sick, Widespread));
        memory.Keep(FleetOf("s1"));

        memory.Update(Segment("s2", Host("h2", Signal.AdminNetwork)), policy, out var toldOthers);

        Assert.False(toldOthers);
        Assert.Empty(memory.Fleet.Segments);
    }

    [Fact]
    public void A_segment_whose_rules_do_not_settle_takes_back_nothing_that_it_told()
    {
        var breaks = TestRule.From(KnownKinds.Host, Worse) with
        {
            Does = (facts, conclusions) =>
            {
                var host = facts.Of(KnownKinds.Host).First!;
                for (var i = 0; host.Tenant == SignalStatus.Down && i < 1_000; i++)
                    conclusions.Add(new Told(Worse, host.Compute, i), host);
            },
        };
        var policy = Some.Policy(FindsSick, breaks, Counts(Sick, Widespread));
        memory.Update(Segment("s1", Host("h1", Signal.AdminNetwork)), policy, out _);
        memory.Update(Segment("s2", Host("h2", Signal.AdminNetwork)), policy, out _);

        var broken = memory.Update(Segment("s2", Host("h2", Signal.AdminNetwork, Signal.TenantNetwork)), policy, out var toldOthers);

        Assert.NotNull(broken.Error);
        Assert.False(toldOthers);
        Assert.Contains("Widespread(2)",
            memory.Update(Segment("s1", Host("h1", Signal.AdminNetwork)), policy, out _).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Until_every_segment_has_told_under_a_policy_it_is_known_who_is_missing()
    {
        var (before, after) = (Some.Policy(FindsSick, Counts(Sick, Widespread)), Some.Policy(FindsSick, Counts(Sick, Widespread)));
        memory.Keep(FleetOf("s1", "s2"));
        Assert.Equal(["s1", "s2"], Missing(before));
        memory.Update(Segment("s1", Host("h1")), before, out _);
        Assert.Equal(["s2"], Missing(before));
        memory.Update(Segment("s2", Host("h2")), before, out _);
        Assert.Empty(Missing(before));

        memory.Update(Segment("s1", Host("h1")), after, out var toldOthers);

        Assert.True(toldOthers);                                // nothing new but under whose rules it is said
        Assert.Equal(["s2"], Missing(after));
        memory.Update(Segment("s2", Host("h2")), after, out _);
        Assert.Empty(Missing(after));
        memory.Keep(FleetOf("s1", "s2", "s3"));
        Assert.Equal(["s3"], Missing(after));
    }

    [Fact]
    public void Where_no_rule_asks_for_other_segments_nobody_has_to_be_heard()
    {
        memory.Keep(FleetOf("s1", "s2"));

        Assert.Empty(Missing(Some.Policy(FindsSick)));
    }

    [Fact]
    public void Facts_for_a_later_look_at_the_fleet_stay_told_when_only_an_earlier_one_is_asked_again()
    {
        var early = Counts(Sick, Widespread);
        var follows = TestRule.From(Sick, Worse) with
        {
            Given = [Sick, Widespread],
            Does = (facts, conclusions) =>
            {
                if (facts.Of(Sick).First is { } sick && facts.Of(Widespread).First is not null)
                    conclusions.Add(new Told(Worse, sick.Compute), sick);
            },
        };
        var late = Counts(Worse, Doomed);
        var policy = Some.Policy(FindsSick, early, follows, late);
        memory.Update(Segment("s1", Host("h1", Signal.AdminNetwork)), policy, out _);
        Assert.Contains("Worse(h1, 0)", ToldBy("s1"));

        // a fact of another segment: only the earlier look is asked again
        memory.Update(Segment("s2", Host("h2", Signal.AdminNetwork)), policy, out _);
        memory.Update(Segment("s1", Host("h1", Signal.AdminNetwork)), policy, out _);

        Assert.Contains("Worse(h1, 0)", ToldBy("s1"));
    }

    [Fact]
    public void A_host_that_changes_its_zone_is_told_though_nothing_is_wrong_with_it()
    {
        var policy = Some.Policy(FindsSick, Counts(Sick, Widespread), SizesZones);
        var h2 = Host("h2");
        memory.Update(Segment("s1", Host("h1")), policy, out _);
        memory.Update(Segment("s2", h2), policy, out _);

        memory.Update(Segment("s2", h2 with { Compute = h2.Compute with { Zone = "other" } }), policy, out var toldOthers);

        Assert.True(toldOthers);
        Assert.Contains("Zone(other, 1 hosts)", memory.Update(Segment("s1", Host("h1")), policy, out _).Text(), StringComparison.Ordinal);
    }

    IEnumerable<string> Missing(RecoveryPolicy policy) => memory.Unheard(policy).Select(s => s.Value);

    IEnumerable<string> ToldBy(string segment) =>
        memory.Fleet.Segments.Single(s => s.Segment.Value == segment).Facts.Select(f => f.Text);

    static TestRule OfDown(Signal signal, FactKind<Told> tells) => TestRule.From(KnownKinds.Host, tells) with
    {
        Name = tells.Name,
        Does = (facts, conclusions) =>
        {
            if (facts.Of(KnownKinds.Host).First is { } host && host.Signals[signal].Status == SignalStatus.Down)
                conclusions.Add(new Told(tells, host.Compute), host);
        },
    };

    static TestRule Counts(FactKind<Told> counted, FactKind<ToldWide> tells) => new()
    {
        Name = tells.Name,
        Scope = FactScope.Fleet,
        Awaited = [counted],
        Derived = [tells],
        Does = (facts, conclusions) =>
        {
            if (facts.Of(counted).Count is > 0 and var count)
                conclusions.Add(new ToldWide(tells, count), facts.Of(counted).First!);
        },
    };

    static HostView Host(string name, params Signal[] down) => Some.Host(Some.SignalsWith(down)) with { Compute = Some.Compute(name) };

    static ClusterSnapshot Segment(string name, params HostView[] hosts) =>
        Some.Snapshot(Some.Now, hosts) with { Segment = Named(name) };

    static FailoverSegment Named(string name) => new(new SegmentName(name), RecoveryMethod.Auto);

    static Fleet FleetOf(params string[] segments) => new(Some.Now, [.. segments.Select(Named)], [], []);
}

using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Inference;

public sealed class SegmentInferenceTests
{
    static readonly FactKind<Told> Sick = Told.KindOf("Sick", 16);
    static readonly FactKind<Told> Counted = Told.KindOf("Counted", 17);
    static readonly FactKind<ToldWide> Many = ToldWide.KindOf("Many", FactScope.Segment, 18);
    static readonly FactKind<Told> Spared = Told.KindOf("Spared", 19);
    static readonly FactKind<ToldWide> Widespread = ToldWide.KindOf("Widespread", FactScope.Fleet, 20);

    /// <summary>A host with a signal down is sick.</summary>
    static readonly TestRule FindsSick = TestRule.From(KnownKinds.Host, Sick) with
    {
        Name = "sick",
        Does = (facts, conclusions) =>
        {
            foreach (var host in facts.Of(KnownKinds.Host))
            {
                if (host.Signals.AnyDown)
                    conclusions.Add(new Told(Sick, host.Compute), host);
            }
        },
    };

    /// <summary>Two sick hosts are many.</summary>
    static readonly TestRule FindsMany = new()
    {
        Name = "many",
        Scope = FactScope.Segment,
        Awaited = [Sick],
        Derived = [Many],
        Does = (facts, conclusions) =>
        {
            if (facts.Of(Sick).Count >= 2)
                conclusions.Add(new ToldWide(Many, facts.Of(Sick).Count), facts.Of(Sick).First!);
        },
    };

    /// <summary>Where many are sick, every host is spared.</summary>
    static readonly TestRule Spares = new()
    {
        Name = "spare",
        Given = [KnownKinds.Host, Many],
        Derived = [Spared],
        Does = (facts, conclusions) =>
        {
            if (facts.Of(Many).First is { } many && facts.Of(KnownKinds.Host).First is { } host)
                conclusions.Add(new Told(Spared, host.Compute, many.Number), host, many);
        },
    };

    [Fact]
    public void A_rule_of_hosts_sees_one_host_at_a_time()
    {
        var beliefs = Run([FindsSick], Host("h1"), Host("h2", down: true), Host("h3", down: true));

        Assert.Equal("Sick(h2, 0) by sick from Host(h2, down up up up)\nSick(h3, 0) by sick from Host(h3, down up up up)\n", Derived(beliefs));
        Assert.Equal(0, beliefs.Of(new HostName("h1"), Sick).Count);
    }

    [Fact]
    public void What_a_wider_rule_derives_is_seen_by_the_rules_of_every_host()
    {
        var beliefs = Run([Spares, FindsMany, FindsSick], Host("h1"), Host("h2", down: true), Host("h3", down: true));

        Assert.Equal(2, beliefs.Of(new HostName("h1"), Spared).First?.Number);
        Assert.Equal(["many", "spare"], beliefs.FiringsOf(new HostName("h1")).Select(f => f.Rule));
    }

    [Fact]
    public void A_wider_rule_may_speak_about_single_hosts()
    {
        var picks = FindsMany with
        {
            Derived = [Spared],
            Does = (facts, conclusions) =>
            {
                foreach (var sick in facts.Of(Sick))
                    conclusions.Add(new Told(Spared, sick.Compute, facts.Of(Sick).Count), sick);
            },
        };

        var beliefs = Run([FindsSick, picks], Host("h1"), Host("h2", down: true));

        Assert.Null(beliefs.Of(new HostName("h1"), Spared).First);
        Assert.Equal(1, beliefs.Of(new HostName("h2"), Spared).First?.Number);
    }

    [Fact]
    public void Rules_run_until_nothing_new_follows()
    {
        var beliefs = Run([CountsTo(5)], Host("h1"));

        Assert.Equal(5, beliefs.Of(new HostName("h1"), Counted).Count);
        Assert.Null(beliefs.Error);
    }

    [Fact]
    public void A_rule_that_feeds_itself_is_stopped_and_named_and_the_next_turn_begins_anew()
    {
        var inference = new SegmentInference(Some.Policy(CountsTo(int.MaxValue)));

        var broken = inference.Update(Some.Snapshot(Some.Now, Host("h1")), FleetFacts.None);
        Assert.Contains("by count", broken.Error, StringComparison.Ordinal);
        Assert.Equal(0, broken.Of(new HostName("h1"), Counted).Count);
        Assert.NotNull(inference.Update(Some.Snapshot(Some.Now, Host("h1")), FleetFacts.None).Error);
    }

    [Fact]
    public void A_rule_that_multiplies_facts_is_stopped_by_their_number()
    {
        var rule = CountsTo(0) with
        {
            Does = (facts, conclusions) =>
            {
                for (var i = 0; i < 1_000; i++)
                    conclusions.Add(new Told(Counted, facts.Of(KnownKinds.Host).First!.Compute, i));
            },
        };

        Assert.Contains("221 facts", Run([rule], Host("h1")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_multiplies_facts_is_stopped_while_it_does_so_even_where_nobody_reads_them()
    {
        var derived = 0;
        var rule = TestRule.From(KnownKinds.Host, Counted) with
        {
            Does = (facts, conclusions) =>
            {
                for (derived = 0; derived < 100_000; derived++)
                    conclusions.Add(new Told(Counted, facts.Of(KnownKinds.Host).First!.Compute, derived));
            },
        };

        Assert.NotNull(Run([rule], Host("h1")).Error);
        Assert.InRange(derived, 200, 300);
        Assert.NotNull(Run([rule with { Scope = FactScope.Segment }], Host("h1")).Error);
        Assert.InRange(derived, 200, 300);
    }

    [Fact]
    public void A_segment_without_hosts_has_beliefs_of_nothing()
    {
        var inference = new SegmentInference(Some.Policy(FindsSick, FindsMany, Spares));

        Assert.Null(inference.Update(Some.Snapshot(Some.Now), FleetFacts.None).Error);
        Assert.Empty(inference.Update(Some.Snapshot(Some.Now), FleetFacts.None).Outages);
        Assert.Equal(1, inference.Update(Some.Snapshot(Some.Now, Host("h1", down: true)), FleetFacts.None).Of(new HostName("h1"), Sick).Count);
    }

    [Fact]
    public void A_rule_that_fails_about_a_host_holds_that_host()
    {
        var fails = FindsSick with { Name = "fails", Derived = [KnownKinds.Veto], Does = (facts, conclusions) => conclusions.Fail([facts.Of(KnownKinds.Host).First!], "no such key") };

        var veto = Assert.Single(Run([fails], Host("h1")).VetoesOf(new HostName("h1")));

        Assert.Equal(HoldReason.RuleError, veto.Reason);
        Assert.Equal("rule fails (built-in) could not be evaluated: no such key", veto.Because);
    }

    [Fact]
    public void A_wider_rule_that_fails_holds_the_segment_as_long_as_nothing_changes()
    {
        var fails = FindsMany with { Does = (_, conclusions) => conclusions.Fail([], "divide by zero") };
        var inference = new SegmentInference(Some.Policy(FindsSick, fails));
        var snapshot = Some.Snapshot(Some.Now, Host("h1", down: true));

        Assert.Contains("divide by zero", inference.Update(snapshot, FleetFacts.None).Error, StringComparison.Ordinal);
        Assert.Contains("divide by zero", inference.Update(snapshot, FleetFacts.None).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wider_rule_is_asked_again_only_when_something_it_reads_changed()
    {
        var asked = 0;
        var counts = FindsMany with { Does = (facts, _) => asked += 1 + (0 * facts.Of(Sick).Count) };
        var inference = new SegmentInference(Some.Policy(FindsSick, counts));
        var (h1, h2) = (Host("h1"), Host("h2"));

        inference.Update(Some.Snapshot(Some.Now, h1, h2), FleetFacts.None);
        inference.Update(Some.Snapshot(Some.After(1), h1, Host("h2")), FleetFacts.None);           // looked at again, and as well as before
        Assert.Equal(1, asked);
        inference.Update(Some.Snapshot(Some.After(2), h1, Host("h2", down: true)), FleetFacts.None);
        Assert.Equal(2, asked);
    }

    [Fact]
    public void Rules_of_the_fleet_see_what_other_segments_told()
    {
        var spread = new TestRule
        {
            Name = "spread",
            Scope = FactScope.Fleet,
            Awaited = [Sick],
            Given = [KnownKinds.Zone],
            Derived = [Widespread],
            Does = (facts, conclusions) =>
            {
                foreach (var zone in facts.Of(KnownKinds.Zone))
                {
                    if (facts.Of(Sick).Count == zone.Hosts)
                        conclusions.Add(new ToldWide(Widespread, zone.Hosts), zone);
                }
            },
        };
        var memory = new InferenceMemory();
        var policy = Some.Policy(FindsSick, spread);
        var mine = Some.Snapshot(Some.Now, Host("h1", down: true));
        var other = mine with { Segment = new FailoverSegment(new SegmentName("s2"), RecoveryMethod.Auto), Hosts = [Host("h2")] };

        Assert.Contains("Widespread(1)", memory.Update(mine, policy, out var told).Text(), StringComparison.Ordinal);
        Assert.True(told);
        Assert.DoesNotContain("Widespread", memory.Update(other, policy, out told).Text(), StringComparison.Ordinal);
        Assert.True(told);
        Assert.DoesNotContain("Widespread", memory.Update(mine, policy, out told).Text(), StringComparison.Ordinal);
        Assert.False(told);
        Assert.Contains("Widespread(2)", memory.Update(other with { Hosts = [Host("h2", down: true)] }, policy, out told).Text(), StringComparison.Ordinal);
        Assert.True(told);
        Assert.Contains("Widespread(2)", memory.Update(mine, policy, out told).Text(), StringComparison.Ordinal);
        Assert.False(told);
    }

    static TestRule CountsTo(int max) => TestRule.From(Counted, Counted) with
    {
        Name = "count",
        Given = [KnownKinds.Host, Counted],
        Does = (facts, conclusions) =>
        {
            var highest = 0;
            foreach (var counted in facts.Of(Counted))
                highest = counted.Number;
            if (highest < max)
                conclusions.Add(new Told(Counted, facts.Of(KnownKinds.Host).First!.Compute, highest + 1));
        },
    };

    static Beliefs Run(TestRule[] rules, params HostView[] hosts) =>
        InferenceRun.Over(Some.Snapshot(Some.Now, hosts), Some.Policy(rules));

    static string Derived(Beliefs beliefs) =>
        string.Concat(beliefs.Text().Split('\n').Where(l => l.Contains(" by ", StringComparison.Ordinal)).Select(l => l + "\n"));

    static HostView Host(string name, bool down = false) =>
        Some.Host(down ? Some.SignalsWith(Signal.AdminNetwork) : Some.SignalsWith()) with { Compute = Some.Compute(name) };
}

using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Rules.Tests.Matching;

/// <summary>What rules of a file conclude, fact by fact.</summary>
public class RuleTests
{
    [Fact]
    public void A_rule_lets_a_row_speak_that_did_not_match()
    {
        var policy = RulePolicies.Compile("""
            - name: power-off-is-dead
              priority: 10
              match: [{h: Host, where: "h.power == 'down'"}]
              derive: {HostFault: {host: h.id, row: dead}}
              because: "the power of ${h.id} is off"
            """);

        var fault = policy.Infer(Fleets.Host("h1", "up up up up up down"), Fleets.Host("h2")).Of(KnownKinds.HostFault).Single();

        Assert.Equal(("h1", "t", "dead", 10), (fault.Host.Value, fault.Row.Table, fault.Row.Row, fault.Row.Priority));
        Assert.Equal("the power of h1 is off", fault.Row.Because);
        Assert.Equal("fence, evacuate", fault.Row.Cells[InstanceClass.Pet].ToString());
    }

    [Fact]
    public void A_row_of_a_table_can_be_matched_and_speak_with_another_priority()
    {
        var policy = RulePolicies.Compile("""
            - name: again
              priority: 5
              match: [{t: "table t", where: "t.row == 'dead'"}]
              derive: {HostFault: {host: t.host, row: t.row}}
            """);

        var rows = policy.Infer(Fleets.Host("h1", "down")).Of(KnownKinds.RowMatch);

        Assert.Equal([("dead", 0), ("dead", 5)], rows.Select(r => (r.Row, r.Priority)));
    }

    [Fact]
    public void Many_faults_on_one_host_are_one_suspicion()
    {
        var policy = RulePolicies.Compile("""
            - name: io-error-means-storage
              match:
              - {h: Host}
              - {count: InstanceFault, where: "it.host == h.id && it.kind == 'io-error'", at-least: 3, as: n}
              derive: {Suspicion: {host: h.id, of: storage, n: n}}
            - name: told
              match: [{s: Suspicion, where: "s.of == 'storage'"}]
              veto: {host: s.host, actions: [restart]}
              because: "${s.n} guests of ${s.host} cannot write"
            """);

        var few = policy.Infer(Fleets.Host("h1"), Fleets.Fault("a", "io-error"), Fleets.Fault("b", "io-error"), Fleets.Fault("c", "crashed"));
        var many = policy.Infer(Fleets.Host("h1"), Fleets.Fault("a", "io-error"), Fleets.Fault("b", "io-error"), Fleets.Fault("c", "io-error"));

        Assert.Empty(few.Of(KnownKinds.Veto));
        Assert.Equal("3 guests of h1 cannot write", many.Of(KnownKinds.Veto).Single().Because);
        Assert.Equal("Suspicion(h1, of=storage, n=3)", many.Beliefs.FiringsOf(new HostName("h1")).First(f => f.Rule == "io-error-means-storage").Fact.Text);
    }

    [Fact]
    public void A_veto_names_its_acts_and_whether_the_host_may_take_instances()
    {
        var policy = RulePolicies.Compile("""
            - name: quarantine
              match: [{h: Host, where: "h.maintenance"}]
              veto: {host: h.id, actions: [target, live-migrate]}
            """);

        var veto = policy.Infer(Fleets.Host("h1", maintenance: true)).Of(KnownKinds.Veto).Single(v => v.Reason == HoldReason.Vetoed);

        Assert.Equal([RecoveryAction.LiveMigrate], veto.Actions);
        Assert.True(veto.AsTarget);
        Assert.Equal("rule quarantine", veto.Because);
    }

    [Fact]
    public void A_fault_is_suppressed_where_something_else_explains_it()
    {
        var policy = RulePolicies.Compile("""
            - name: a-test-instance
              match: [{i: InstanceFault, where: "i.name.startsWith('test-')"}]
              suppress: {fault: i, because: "${i.name} may fail"}
            """);

        var given = policy.Infer(Fleets.Host("h1"), Fleets.Fault("test-1", "crashed"), Fleets.Fault("p1", "crashed"));

        Assert.Equal("test-1 may fail", given.Of(KnownKinds.Suppression).Single().Because);
    }

    [Fact]
    public void A_ladder_climbs_with_the_tries()
    {
        var policy = RulePolicies.Compile("""
            - name: instance-crashed
              match: [{i: InstanceFault, where: "i.kind in ['crashed', 'failed']"}, {not: HostFault, where: "it.host == i.host"}]
              decide: {instance: i.instance, ladder: [{do: restart, tries: 2, within: 10m}, {do: live-migrate, tries: 1}, {do: notify}]}
            """);

        var row = policy.Infer(Fleets.Host("h1"), Fleets.Fault("a", "crashed")).Of(KnownKinds.InstanceRow).Single();
        var ladder = row.Cells[InstanceClass.Pet];

        Assert.Equal(("rules", "instance-crashed", "a"), (row.Table, row.Row, row.Instance!.Value.Value));
        Assert.Equal("restart", Rung(0));
        Assert.Equal("restart", Rung(1));
        Assert.Equal("after 2 tries in 10m: live-migrate", Rung(2));
        Assert.Equal("after 3 tries in 10m: notify", Rung(3));
        Assert.Equal("restart", ladder.RungAt(TimeSpan.Zero, [Fleets.Now.AddMinutes(-11), Fleets.Now.AddMinutes(-12)], Fleets.Now)!.ToString());

        string Rung(int tries) =>
            ladder.RungAt(TimeSpan.Zero, [.. Enumerable.Repeat(Fleets.Now.AddMinutes(-1), tries)], Fleets.Now)!.ToString();
    }

    [Fact]
    public void A_wider_failure_is_one_decision_that_names_its_hosts()
    {
        var policy = RulePolicies.Compile("""
            - name: storage-lost
              match: [{h: Host, where: "h.storage_network == 'down'"}]
              derive: {NetworkLost: {host: h.id, network: storage}}
            - name: zone-lost
              match: [{z: Zone}, {count: NetworkLost, where: "it.zone == z.name", as: lost, at-least: 2}]
              decide: {zone: z.name, do: notify}
              because: "${lost} of ${z.hosts} hosts"
            """);

        var outage = policy.Infer(
            Fleets.Host("h1", "up up down"), Fleets.Host("h2", "up up down"), Fleets.Host("h3", "up up down", zone: "other"), Fleets.Host("h4"))
            .Beliefs.Outages.Single();

        Assert.Equal(("zone nova", "2 of 3 hosts"), (outage.Subject, outage.Because));
        Assert.Equal(["h1", "h2"], outage.Hosts.Select(h => h.Value));
    }

    [Fact]
    public void Hosts_of_one_rack_that_lost_the_same_network_are_one_failure()
    {
        var policy = RulePolicies.Compile("""
            - name: lost
              match: [{h: Host, where: "h.tenant_network == 'down'"}]
              derive: {NetworkLost: {host: h.id, network: tenant}}
            - name: rack
              scope: segment
              match: [{l: NetworkLost, where: "has(l.rack)"}]
              derive: {RackSuspect: {name: l.rack, network: l.network}}
            - name: switch-lost
              match: [{r: RackSuspect}, {count: NetworkLost, where: "it.rack == r.name && it.network == r.network", as: n, at-least: 3}]
              decide: {rack: r.name, do: notify}
              because: "${n} hosts of rack ${r.name} lost ${r.network}"
            """);

        var hosts = Enumerable.Range(0, 8).Select(i => InRack($"h{i}", i < 4 ? "r1" : "r2", i is 0 or 1 or 3 or 5 or 6));
        var outage = policy.Infer(hosts).Beliefs.Outages.Single();

        Assert.Equal(("rack r1", "3 hosts of rack r1 lost tenant"), (outage.Subject, outage.Because));
        Assert.Equal(["h0", "h1", "h3"], outage.Hosts.Select(h => h.Value));
    }

    static HostView InRack(string name, string rack, bool isCut)
    {
        var host = Fleets.Host(name, isCut ? "up down" : "up");
        return host with { Compute = host.Compute with { AggregateMetadata = new Dictionary<string, string> { ["rack"] = rack } } };
    }

    [Fact]
    public void A_rule_that_cannot_be_evaluated_holds_and_never_falls_through()
    {
        var policy = RulePolicies.Compile("""
            - name: odd
              match: [{i: InstanceFault, where: "i.metadata['x'] == 'y'"}]
              suppress: {fault: i, because: "no"}
            """);

        var veto = policy.Infer(Fleets.Host("h1"), Fleets.Fault("a", "crashed")).Of(KnownKinds.Veto).Single();

        Assert.Equal(HoldReason.RuleError, veto.Reason);
        Assert.Contains("no such key: 'x'", veto.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_smallest_and_greatest_are_compared_too()
    {
        var policy = RulePolicies.Compile("""
            - name: crowded
              match:
              - {s: Segment}
              - {sum: Host, of: "it.instances", where: "it.segment == s.name", at-most: 0}
              - {max: Host, of: "size(it.name)", where: "it.segment == s.name", is: 4}
              - {min: Host, of: "size(it.name)", as: shortest}
              - {h: Host, where: "size(h.name) == shortest"}
              veto: {host: h.id, actions: all}
            """);

        var vetoes = policy.Infer(Fleets.Host("h1"), Fleets.Host("h222")).Of(KnownKinds.Veto);

        Assert.Equal(["h1"], vetoes.Select(v => v.Host.Value));
    }

    [Fact]
    public void Joins_find_the_same_with_an_index_and_without()
    {
        var policy = RulePolicies.Compile("""
            - name: lost
              match: [{h: Host, where: "h.storage_network == 'down'"}]
              derive: {Lost: {host: h.id}}
            - name: neighbours
              scope: segment
              match: [{a: Lost}, {b: Lost, where: "b.zone == a.zone && b.host != a.host"}]
              derive: {Pair: {of: a.host, and: b.host}}
            - name: told
              match: [{p: Pair}, {h: Host, where: "h.id == p.of"}]
              veto: {host: h.id, actions: all}
              because: "with ${p.and}"
            """);

        foreach (var hosts in new[] { 6, 40 })
        {
            var given = Enumerable.Range(0, hosts).Select(i => Fleets.Host($"h{i:00}", "up up down", zone: $"z{i % 3}"));
            var vetoes = policy.Infer(given).Of(KnownKinds.Veto).Where(v => v.Reason == HoldReason.Vetoed).ToList();
            var pairs = Enumerable.Range(0, hosts).Sum(i => Enumerable.Range(0, hosts).Count(j => j != i && j % 3 == i % 3));
            Assert.Equal(pairs, vetoes.Count);
            Assert.Equal("with h03", vetoes.First(v => v.Host.Value == "h00").Because);
        }
    }

    [Fact]
    public void A_time_window_asks_for_now()
    {
        var policy = RulePolicies.Compile("""
            - name: night
              match: [{h: Host, where: "now.getHours() < 6 && h.flaps == 0"}]
              veto: {host: h.id, actions: [fence, evacuate]}
            """);

        Assert.True(policy.UsesNow);
        Assert.Single(policy.Infer(Fleets.Host("h1")).Of(KnownKinds.Veto));   // 03:00
    }

    [Fact]
    public void Ages_in_rules_are_horizons()
    {
        var policy = RulePolicies.Compile("""
            - name: slow
              match: [{h: Host, where: "h.signals_age > params.grace + duration('30s')"}]
              veto: {host: h.id, actions: all}
            """, "params:\n  grace: {type: duration, default: 7m}");

        Assert.Contains(TimeSpan.FromMinutes(7.5) + TimeSpan.FromTicks(1), policy.Horizons);
    }

    [Theory]
    [InlineData("h1", "h.maintenance is false")]
    [InlineData("h2", "there are 0 InstanceFault with it.host == h.id, wanted at-least 1")]
    public void Why_a_rule_was_silent_is_told(string host, string why)
    {
        var policy = RulePolicies.Compile("""
            - name: busy
              match: [{h: Host, where: "h.segment == 's1' && h.maintenance"}, {count: InstanceFault, where: "it.host == h.id", at-least: 1}]
              veto: {host: h.id, actions: all}
            """);

        var beliefs = policy.Infer(Fleets.Host("h1"), Fleets.Host("h2", maintenance: true)).Beliefs;

        Assert.Contains(("busy", why), beliefs.Silent(new HostName(host)).Select(s => (s.Rule.Name, s.Why)));
    }

    [Fact]
    public void Rules_of_higher_priority_are_asked_first()
    {
        var policy = RulePolicies.Compile("""
            - {name: low, priority: -1, match: [{h: Host}], veto: {host: h.id, actions: all}}
            - {name: high, priority: 3, match: [{h: Host}], veto: {host: h.id, actions: all}}
            """);

        Assert.Equal(["rule high", "rule low"], policy.Infer(Fleets.Host("h1")).Of(KnownKinds.Veto).Select(v => v.Because));
    }

    [Theory]
    [InlineData("{sum: InstanceFault, where: \"it.host == h.id\", of: \"it.recoveries + 2\", at-least: 2}", null)]
    [InlineData("{max: InstanceFault, where: \"it.host == h.id\", of: \"it.recoveries + 2\", at-least: 9}",
        "the max over InstanceFault with it.host == h.id is 2, wanted at-least 9")]
    [InlineData("{min: InstanceFault, of: \"it.recoveries\", where: \"it.host == h.id && it.kind == 'failed'\", at-least: 1}",
        "there is no InstanceFault with it.host == h.id && it.kind == 'failed', so no min of it")]
    [InlineData("{not: InstanceFault, where: \"it.host == h.id && 1 / it.recoveries > 0\"}", "divide by zero")]
    public void A_rule_that_says_nothing_about_a_number_says_why(string item, string? why)
    {
        var policy = RulePolicies.Compile($$$"""
            - name: tired
              match: [{h: Host}, {{{item}}}]
              veto: {host: h.id, actions: [restart]}
            """);

        var silent = policy.Infer(Fleets.Host("h1"), Fleets.Fault("a", "crashed")).Beliefs.Silent(new HostName("h1"));

        var said = silent.Where(s => s.Rule.Name == "tired").Select(s => s.Why).SingleOrDefault();
        Assert.True(why is null ? said is null : said?.Contains(why, StringComparison.Ordinal) == true, said);
    }
}

using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.BuiltIn;

namespace PolicyHa.Rules.Tests.BuiltIn;

/// <summary>The rules that no file can leave out, with the shipped policy's table below them.</summary>
public class BuiltInRulesTests
{
    const string Dead = "down down down down";

    static readonly TimeSpan Young = TimeSpan.FromSeconds(3);

    static readonly RecoveryPolicy Policy = Policies.Load(ShippedPolicies.Default).Policy!;

    [Fact]
    public void Every_policy_has_them()
    {
        Assert.Equal(
            ["host-fault", "host-suspect", "host-pre-empts-instance", "maintenance", "observer-doubt"],
            BuiltInRules.All(Young).Select(r => r.Name));
        Assert.All(BuiltInRules.All(Young), r => Assert.Contains(r.Name, Policy.Rules.Select(p => p.Name)));
        Assert.All(BuiltInRules.All(Young), r => Assert.Equal(RuleSource.BuiltIn, r.Source));
    }

    [Fact]
    public void A_row_that_asks_for_something_makes_a_fault_that_rests_on_it()
    {
        var facts = Policy.Infer(Fleets.Host("h1", "up up down up"));

        Assert.Equal("storage-lost", Assert.Single(facts.Of(KnownKinds.HostFault)).Row.Row);
        Assert.Empty(facts.Of(KnownKinds.HostSuspect));
    }

    [Theory]
    [InlineData("up up up up", 3, false)]
    [InlineData("up down up up", 3, true)]
    [InlineData("up unknown up up", 3, true)]
    [InlineData("up degraded up up", 3, true)]
    [InlineData("up degraded up up", 60, false)]
    public void A_host_is_suspect_while_its_trouble_is_young(string signals, int age, bool suspect) =>
        Assert.Equal(suspect,
            Policy.Infer(Fleets.Host("h1", signals, TimeSpan.FromSeconds(age))).Of(KnownKinds.HostSuspect).Count == 1);

    [Fact]
    public void A_signal_that_stays_down_without_a_fault_keeps_the_host_suspect()
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{admin: host.admin_network}", "    | id | admin || pet |\n    | any | * || none |"));

        Assert.Single(policy.Infer(Fleets.Host("h1", Dead)).Of(KnownKinds.HostSuspect));
    }

    [Theory]
    [InlineData("up up up up", 60, null)]
    [InlineData(Dead, 60, "host h1 is itself faulty (dead); its plan covers i1")]
    [InlineData(Dead, 3, "host h1 may be failing; i1 waits until that is clear")]
    public void The_fault_of_an_instance_waits_for_its_host(string signals, int age, string? because)
    {
        var facts = Policy.Infer(Fleets.Host("h1", signals, TimeSpan.FromSeconds(age)), Fleets.Fault("i1", "crashed"));

        Assert.Equal(because, facts.Of(KnownKinds.Suppression) is [var suppression] ? suppression.Because : null);
    }

    [Fact]
    public void A_host_in_maintenance_is_left_alone()
    {
        var facts = Policy.Infer(Fleets.Host("h1", Dead, maintenance: true), Fleets.Host("h2", Dead));

        Assert.Equal([("h1", HoldReason.HostInMaintenance)], facts.Of(KnownKinds.Veto).Select(v => (v.Host.Value, v.Reason)));
    }

    [Theory]
    [InlineData(2, 0, 0, 0, false)]     // two can fail together
    [InlineData(3, 0, 0, 0, true)]
    [InlineData(2, 1, 0, 0, true)]      // one that has not settled counts as looking bad
    [InlineData(3, 0, 1, 0, false)]     // one healthy host: the observer sees
    [InlineData(3, 0, 0, 1, true)]      // one in maintenance says nothing
    [InlineData(2, 0, 0, 1, false)]
    public void When_all_hosts_of_a_segment_look_bad_the_observer_is_doubted(
        int dead, int suspect, int healthy, int maintained, bool doubt)
    {
        var hosts = new List<object>();
        hosts.AddRange(Enumerable.Range(0, dead).Select(i => Fleets.Host($"dead{i}", Dead)));
        hosts.AddRange(Enumerable.Range(0, suspect).Select(i => Fleets.Host($"suspect{i}", Dead, Young)));
        hosts.AddRange(Enumerable.Range(0, healthy).Select(i => Fleets.Host($"well{i}")));
        hosts.AddRange(Enumerable.Range(0, maintained).Select(i => Fleets.Host($"off{i}", Dead, maintenance: true)));

        var vetoes = Policy.Infer(hosts).Of(KnownKinds.Veto).Where(v => v.Reason == HoldReason.ObserverDoubt).ToList();

        Assert.Equal(doubt ? dead + suspect : 0, vetoes.Count);
    }

    [Fact]
    public void The_same_facts_give_the_same_firings_in_the_same_order()
    {
        static string Trace() => Policy.Infer(
            [
                .. Enumerable.Range(0, 20).Select(i => Fleets.Host($"h{i}", i % 3 == 0 ? Dead : "up up up up")),
                Fleets.Fault("i1", "crashed", "h3"),
            ]).Trace;

        Assert.Equal(Trace(), Trace());
        Assert.Contains("Suppression(i1, ", Trace(), StringComparison.Ordinal);
    }
}

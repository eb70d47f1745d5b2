using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Rules.Tests.Matching;

/// <summary>Rules that count hosts of a rack: what they count, and whom they hold where it cannot be counted.</summary>
public class RackRuleTests
{
    const string Racks = """
        - name: lost
          match: [{h: Host, where: "h.tenant_network == 'down'"}]
          derive: {NetworkLost: {host: h.id, network: tenant}}
        """;

    [Theory]
    [InlineData("{count: NetworkLost, where: \"it.host == 'h1' || 1 / (size(it.rack) - 2) > 5\", at-least: 2}")]
    [InlineData("{not: NetworkLost, where: \"it.host != 'h1' && 1 / (size(it.rack) - 2) > 5\"}")]
    [InlineData("{exists: NetworkLost, where: \"it.host != 'h1' && 1 / (size(it.rack) - 2) > 5\"}")]
    [InlineData("{sum: NetworkLost, of: \"it.host == 'h1' ? 1 : 1 / (size(it.rack) - 2)\", at-least: 2}")]
    public void What_cannot_be_counted_holds_every_host_it_would_have_counted_for(string item)
    {
        var policy = RulePolicies.Compile($$$"""
            {{{Racks}}}
            - name: switch-lost
              match: [{l: NetworkLost, where: "l.host == 'h1'"}, {{{item}}}]
              derive: {SwitchLost: {rack: l.rack}}
            - name: hold-for-switch
              match: [{h: Host}, {s: SwitchLost, where: "s.rack == h.id"}]
              veto: {host: h.id, actions: all}
            """);

        var held = policy.Infer(In("r1", "h1"), In("r2", "h2"), In("r2", "h3")).Of(KnownKinds.Veto);

        Assert.Equal(["h1", "h2", "h3"], held.Where(v => v.Reason == HoldReason.RuleError).Select(v => v.Host.Value).Order());
    }

    [Fact]
    public void An_error_about_hosts_of_other_segments_alone_holds_the_whole_segment()
    {
        var policy = RulePolicies.Compile($$$"""
            {{{Racks}}}
            - name: rack
              match: [{z: Zone}, {count: NetworkLost, where: "it.zone == z.name && 1 / (size(it.rack) - 2) > 5", at-least: 2}]
              derive: {SwitchLost: {zone: z.name}}
            - name: told
              match: [{s: SwitchLost}, {h: Host, where: "h.zone == s.zone"}]
              veto: {host: h.id, actions: all}
            """);
        var there = Fleets.Snapshot([In("r2", "h9")]) with { Segment = new(new SegmentName("s2"), RecoveryMethod.Auto) };
        var here = Fleets.Snapshot([Fleets.Host("h1")]);

        var beliefs = InferenceRun.Over(here, policy, Verdicts.ToldBy([there], policy));

        Assert.Contains("rule rack", beliefs.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Hosts_that_are_put_into_one_rack_while_they_are_down_are_one_failure()
    {
        var policy = RulePolicies.Compile($$$"""
            {{{Racks}}}
            - name: switch-lost
              match: [{l: NetworkLost}, {count: NetworkLost, where: "it.rack == l.rack", at-least: 2}]
              derive: {SwitchLost: {rack: l.rack}}
            - name: told
              match: [{s: SwitchLost}, {l: NetworkLost, where: "l.rack == s.rack"}]
              veto: {host: l.host, actions: all}
            """);
        var kept = new SegmentInference(policy);

        Assert.Equal(0, Vetoes("ra", "rb"));
        Assert.Equal(1, Vetoes("ra", "ra"));
        Assert.Equal(0, Vetoes("ra", "rb"));

        int Vetoes(string one, string other)
        {
            var beliefs = kept.Update(Fleets.Snapshot([In(one, "h1"), In(other, "h2")]), FleetFacts.None);
            return beliefs.VetoesOf(new HostName("h1")).Count;
        }
    }

    static HostView In(string rack, string name)
    {
        var host = Fleets.Host(name, "up down");
        return host with
        {
            Compute = host.Compute with { AggregateMetadata = new Dictionary<string, string> { ["rack"] = rack } },
        };
    }
}

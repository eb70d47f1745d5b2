using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Rules.Tests.Matching;

/// <summary>Most rules find nothing most of the time.</summary>
public class SilentRuleTests
{
    const string Rules = """
        - name: off
          match: [{h: Host, where: "h.power == 'down' && h.flaps < 3"}]
          derive: {Lost: {host: h.id}}
        - name: many
          match: [{h: Host}, {count: InstanceFault, where: "it.host == h.id && it.kind == 'io-error'", at-least: 3}]
          veto: {host: h.id, actions: all}
        - name: wide
          match: [{s: Segment}, {count: Lost, where: "it.segment == s.name", at-least: 3}]
          decide: {segment: s.name, do: notify}
        """;

    [Fact]
    public void Rules_that_find_nothing_cost_no_memory()
    {
        var bare = RulePolicies.Compile("");
        var many = RulePolicies.Compile(Rules);
        var hosts = Enumerable.Range(0, 200).Select(i => Fleets.Host($"h{i:000}", "up up up up up up")).ToList();

        var grown = Allocated(many.Rules, hosts) - Allocated(bare.Rules, hosts);

        // less than the smallest object for each host
        Assert.InRange(grown, long.MinValue, 200 * 23);
    }

    static long Allocated(IReadOnlyList<IRule> rules, List<HostView> hosts)
    {
        var policy = RulePolicies.Compile("") with { Rules = rules, UsesNow = false };
        var inference = new SegmentInference(policy);
        var snapshot = Fleets.Snapshot(hosts);
        inference.Update(snapshot, FleetFacts.None);
        var touched = Fleets.Snapshot([.. hosts.Select(h => (object)(h with { Incidents = [] }))]);
        inference.Update(touched, FleetFacts.None);
        var again = Fleets.Snapshot([.. hosts.Select(h => (object)(h with { Incidents = [] }))]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        inference.Update(again, FleetFacts.None);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

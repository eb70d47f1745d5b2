using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using Xunit.Abstractions;

namespace PolicyHa.Rules.Tests.Matching;

/// <summary>What is kept from turn to turn is what a fresh look gives.</summary>
public class IncrementalTests(ITestOutputHelper output)
{
    const int Seed = 20261121;

    const string Rules = """
        - name: lost
          match: [{h: Host, where: "h.storage_network == 'down' && h.signals_age >= params.grace"}]
          derive: {Lost: {host: h.id, network: storage}}
        - name: rack
          match: [{s: Segment}, {count: Lost, where: "it.segment == s.name", as: n, at-least: 2}]
          derive: {Outbreak: {segment: s.name, n: n}}
        - name: told
          match: [{o: Outbreak}, {exists: Lost, where: "it.segment == o.segment"}]
          decide: {segment: o.segment, do: notify}
          because: "${o.n} hosts"
        - name: careful
          match: [{h: Host}, {o: Outbreak, where: "o.segment == h.segment && o.n > 2"}, {not: Lost, where: "it.host == h.id"}]
          veto: {host: h.id, actions: [target]}
          because: "${o.n} others are in trouble"
        - name: power
          priority: 4
          match: [{h: Host, where: "h.power == 'down'"}, {exists: Lost, where: "it.host == h.id"}]
          derive: {HostFault: {host: h.id, row: dead}}
        - name: zone
          match: [{z: Zone}, {count: HostFault, where: "it.zone == z.name", as: n, at-least: 2}]
          decide: {zone: z.name, do: notify}
          because: "${n} of ${z.hosts}"
        - name: switch
          match: [{l: Lost}, {count: Lost, where: "it.rack == l.rack", as: n, at-least: 2}]
          derive: {SwitchLost: {rack: l.rack, n: n}}
        - name: behind-the-switch
          match: [{s: SwitchLost}, {l: Lost, where: "l.rack == s.rack"}]
          derive: {Cut: {host: l.host}}
        - name: cut-off
          match: [{c: Cloud, where: "c.segments > 1"}, {count: Cut, as: n, at-least: 4}]
          decide: {cloud: all, do: notify}
          because: "${n} of ${c.hosts}"
        - name: shaky
          match: [{l: Lost}, {count: Lost, where: "1 / (size(it.rack) - 1) < 2 && it.zone == l.zone", at-least: 3}]
          decide: {host: l.host, do: notify}
        - name: at-night
          match: [{h: Host, where: "h.flaps < 3 && now.getMinutes() % 2 == 1"}, {exists: HostFault, where: "it.host == h.id"}]
          veto: {host: h.id, actions: [fence, evacuate]}
        """;

    [Fact]
    public void Rules_conclude_the_same_whether_asked_afresh_or_only_for_what_changed()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var policy = RulePolicies.Compile(Rules, "params: {grace: {type: duration, default: 90s}}");
        var kept = new SegmentInference(policy);
        var hosts = Enumerable.Range(0, 12).Select(i => Host(i, "up up up up up up", Fleets.Now)).ToList();
        var elsewhere = FleetFacts.None;
        var (errors, outages) = (0, 0);
        var at = Fleets.Now;
        for (var turn = 0; turn < 300; turn++)
        {
            at += TimeSpan.FromSeconds(random.Next(50));
            for (var change = random.Next(3); change > 0; change--)
                Change(hosts, random, at);
            if (random.Next(5) == 0)
                elsewhere = RandomElsewhere(policy, random, at);
            var snapshot = new ClusterSnapshot(
                at, new FailoverSegment(hosts[0].Compute.Segment, RecoveryMethod.Auto), [.. hosts], OperatorState.Initial, SawEverything: true);

            var fresh = InferenceRun.Over(snapshot, policy, elsewhere);
            Assert.Equal(Text(fresh, hosts), Text(kept.Update(snapshot, elsewhere), hosts));
            errors += hosts.Any(h => fresh.VetoesOf(h.Name).Any(v => v.Reason == HoldReason.RuleError)) ? 1 : 0;
            outages += fresh.Outages.Count(o => o.Rule == "cut-off");
        }

        Assert.InRange(errors, 1, 299);
        Assert.InRange(outages, 1, 299);
    }

    static void Change(List<HostView> hosts, Random random, DateTimeOffset at)
    {
        var number = random.Next(hosts.Count);
        hosts[number] = random.Next(3) > 0 ? Host(number, RandomSignals(random), at) : hosts[number] with
        {
            // what it says of itself stays, where it stands does not
            Compute = hosts[number].Compute with { Zone = $"z{random.Next(3)}", AggregateMetadata = Rack(random.Next(3)) },
        };
    }

    /// <summary>Of the third rack the name is one letter, which one of the rules cannot cope with.</summary>
    static Dictionary<string, string> Rack(int number) => new() { ["rack"] = number == 2 ? "r" : $"r{number}" };

    static FleetFacts RandomElsewhere(RecoveryPolicy policy, Random random, DateTimeOffset at)
    {
        HostView[] hosts =
        [
            .. Enumerable.Range(50, 1 + random.Next(3)).Select(i => Host(i, RandomSignals(random), Fleets.Now)),
        ];
        var there = new ClusterSnapshot(
            at, new FailoverSegment(new SegmentName("s2"), RecoveryMethod.Auto), hosts, OperatorState.Initial, SawEverything: true);
        return Verdicts.ToldBy([there], policy);
    }

    static HostView Host(int number, string signals, DateTimeOffset since) =>
        InRack(Fleets.Host($"h{number:00}", signals, Fleets.Now - since, zone: $"z{number % 3}"), number % 2);

    static HostView InRack(HostView host, int rack) => host with { Compute = host.Compute with { AggregateMetadata = Rack(rack) } };

    static string RandomSignals(Random random) =>
        string.Join(' ', Enumerable.Range(0, 6).Select(_ => random.Next(3) == 0 ? "down" : "up"));

    static string Text(Beliefs beliefs, List<HostView> hosts) => string.Join('\n', hosts.SelectMany(h => beliefs.FiringsOf(h.Name))
        .Concat(beliefs.Outages.SelectMany(o => beliefs.FiringsOf(o))).Select(f => $"{f} <- {string.Join(", ", f.Support)}")
        .Append(beliefs.Error).Concat(beliefs.Exports.Select(e => $"{e} in {(e as HostFact)?.Compute.Zone}"))) + string.Concat(hosts.SelectMany(h => beliefs.VetoesOf(h.Name)).Select(v => v.Because));
}

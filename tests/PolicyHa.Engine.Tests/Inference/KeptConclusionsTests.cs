using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;
using Xunit.Abstractions;

namespace PolicyHa.Engine.Tests.Inference;

/// <summary>The law of keeping conclusions: whatever changed in whatever order, they are what a run from nothing gives.</summary>
public sealed class KeptConclusionsTests(ITestOutputHelper output)
{
    const int Hosts = 6;
    const int Turns = 40;

    static readonly FactKind<Told>[] OfHosts = [.. Enumerable.Range(0, 5).Select(i => Told.KindOf($"H{i}", KnownKinds.Count + i))];
    static readonly FactKind<ToldWide>[] OfSegments =
        [.. Enumerable.Range(5, 3).Select(i => ToldWide.KindOf($"S{i}", FactScope.Segment, KnownKinds.Count + i))];
    static readonly FactKind<ToldWide>[] OfFleets =
        [.. Enumerable.Range(8, 2).Select(i => ToldWide.KindOf($"F{i}", FactScope.Fleet, KnownKinds.Count + i))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Kept_conclusions_are_what_a_run_from_nothing_gives(int lot)
    {
        var orderable = 0;
        for (var seed = lot * 1_000; seed < (lot * 1_000) + 40; seed++)
        {
            var random = new Random(seed);
            if (RandomPolicy(random) is not { } policy)
                continue;
            orderable++;
            var inference = new SegmentInference(policy);
            var hosts = Enumerable.Range(1, Hosts).Select(i => RandomHost($"h{i}", random)).ToArray();
            var elsewhere = FleetFacts.None;
            for (var turn = 0; turn < Turns; turn++)
            {
                for (var changes = random.Next(3); changes > 0; changes--)
                {
                    var at = random.Next(Hosts);
                    hosts[at] = random.Next(3) == 0 ? Moved(hosts[at], random) : RandomHost($"h{at + 1}", random);
                }

                if (random.Next(4) == 0)
                    elsewhere = RandomElsewhere(policy, random);
                var snapshot = Some.Snapshot(Some.After(turn), [.. hosts]);
                var kept = inference.Update(snapshot, elsewhere).Text();
                var fresh = InferenceRun.Over(snapshot, policy, elsewhere).Text();
                if (kept != fresh)
                    output.WriteLine($"seed {seed}, turn {turn}; rules:\n{string.Join('\n', policy.Rules)}");
                Assert.Equal(fresh, kept);
            }
        }

        Assert.InRange(orderable, 10, 40);
    }

    /// <summary>Rules with random wants; null when they wait for each other.</summary>
    static RecoveryPolicy? RandomPolicy(Random random)
    {
        try
        {
            return Some.Policy([.. Enumerable.Range(0, random.Next(2, 9)).Select(i => RandomRule(i, random))]);
        }
        catch (RulesInCircleException)
        {
            return null;
        }
    }

    static TestRule RandomRule(int number, Random random)
    {
        var scope = random.Next(6) switch { 0 => FactScope.Segment, 1 => FactScope.Fleet, _ => FactScope.Host };
        var reads = OfHosts[random.Next(OfHosts.Length)];
        var wide = random.Next(3) == 0 ? Wide(random.Next(2) == 0 ? OfSegments : OfFleets) : null;
        var absent = random.Next(3) == 0 ? OfHosts[random.Next(OfHosts.Length)] : null;
        var tellsWide = scope == FactScope.Host || random.Next(2) == 0 ? null : Wide(scope == FactScope.Segment ? OfSegments : OfFleets);
        var fails = random.Next(5) == 0;
        var tells = OfHosts[random.Next(OfHosts.Length)];
        var status = (SignalStatus)random.Next(4);
        return new TestRule
        {
            Name = $"rule-{number}",
            Scope = scope,
            Given = [KnownKinds.Host, KnownKinds.Zone, reads, .. wide is null ? [] : new FactKind[] { wide }],
            Awaited = absent is null ? [] : [absent],
            Derived = [tellsWide is null ? tells : tellsWide, KnownKinds.Veto],
            Does = (facts, conclusions) =>
            {
                if (absent is not null && facts.Of(absent).Count > 0)
                    return;
                if (wide is not null && facts.Of(wide).First is null)
                    return;
                foreach (var host in facts.Of(KnownKinds.Host))
                {
                    if (host.Admin != status && facts.Of(reads).First is null)
                        continue;
                    if (fails && host.Maintenance)
                        conclusions.Fail([host], "it is in maintenance");
                    else if (fails && host.Storage == SignalStatus.Unknown)
                        conclusions.Fail([], "the storage is not known");
                    else if (tellsWide is not null)
                        conclusions.Add(new ToldWide(tellsWide, facts.Of(KnownKinds.Zone).Count), host);
                    else
                        conclusions.Add(new Told(tells, host.Compute, number), host);
                }
            },
        };

        FactKind<ToldWide> Wide(FactKind<ToldWide>[] kinds) => kinds[random.Next(kinds.Length)];
    }

    static HostView Moved(HostView host, Random random) => host with
    {
        Compute = host.Compute with
        {
            Zone = $"z{random.Next(3)}",
            AggregateMetadata = new Dictionary<string, string> { ["rack"] = $"r{random.Next(3)}" },
        },
    };

    /// <summary>What another segment tells: facts about hosts that this one does not have, and where they are.</summary>
    static FleetFacts RandomElsewhere(RecoveryPolicy policy, Random random)
    {
        Fact[] told =
        [
            .. Enumerable.Range(1, random.Next(4)).Select(i =>
                new Told(OfHosts[random.Next(OfHosts.Length)], Some.Compute($"other{i}") with { Zone = $"z{random.Next(3)}" }, i)),
        ];
        var zones = new Dictionary<string, int> { [$"z{random.Next(3)}"] = random.Next(1, 5) };
        return new FleetFacts([new SegmentFacts(new SegmentName("s2"), told, zones, policy)]);
    }

    static HostView RandomHost(string name, Random random)
    {
        SignalReading[] readings =
        [
            .. SignalNames.All.Select(_ => new SignalReading((SignalStatus)random.Next(4), Some.Now, Some.Now, null, 1, 1)),
        ];
        return Some.Host(new HostSignals(readings, 1)) with { Compute = Some.Compute(name), Maintenance = random.Next(4) == 0 };
    }
}

using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Decisions;

/// <summary>One round of decisions over a thousand hosts of which many are down: what holds for ten holds for them. How fast is told by the benchmarks.</summary>
public sealed class ThousandHostsTests
{
    const int Hosts = 1_000;

    const int Down = 100;

    /// <summary>More slots than the rate has fences: the rate counts.</summary>
    static readonly RecoveryPolicy ManySlots = Asked.Policy(("type: int, default: 2, min: 0, max: 50", "type: int, default: 40, min: 0, max: 50"));

    [Fact]
    public void A_hundred_of_them_take_the_slots_there_are_and_the_others_queue_by_the_age_of_their_faults()
    {
        var decided = Round(Segment(Down), Asked.Default);

        Assert.Equal(["h0099", "h0098"], Begun(decided));
        Assert.Equal(Down - 2, decided.OfType<Decision.Hold>().Count(h => h.Reason == HoldReason.FencingLimit));
        Assert.Equal(Down, decided.Count);
    }

    [Fact]
    public void Where_there_are_slots_enough_ten_are_fenced_in_a_round_the_oldest_faults_first()
    {
        var decided = Round(Segment(Down), ManySlots);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => Named(Down - 1 - i).Value), Begun(decided));
        Assert.Equal(Down - 10, decided.OfType<Decision.Hold>().Count(h => h.Reason == HoldReason.FencingRate));
    }

    [Fact]
    public void More_of_them_than_the_storm_limit_allows_and_none_is_fenced()
    {
        Assert.NotEmpty(Begun(Round(Segment(300), ManySlots)));

        var decided = Round(Segment(301), ManySlots);

        Assert.Empty(Begun(decided));
        Assert.Equal(301, decided.OfType<Decision.Hold>().Count(h => h.Reason == HoldReason.Storm));
    }

    [Fact]
    public void The_round_comes_out_the_same_whatever_was_decided_before()
    {
        var segment = Segment(Down);
        var memory = new InferenceMemory();
        Decider.Decide(segment, memory.Update(Segment(7), ManySlots, out _), ManySlots, Asked.Options);

        var kept = Decider.Decide(segment, memory.Update(segment, ManySlots, out _), ManySlots, Asked.Options);

        Assert.Equal(Texts(Round(segment, ManySlots)), Texts(kept));
    }

    static IReadOnlyList<Decision> Round(ClusterSnapshot segment, RecoveryPolicy policy) =>
        Decider.Decide(segment, InferenceRun.Over(segment, policy), policy, Asked.Options);

    static IEnumerable<string> Begun(IReadOnlyList<Decision> decided) => decided.OfType<Decision.Recover>().Select(d => d.Plan.Host.Value);

    static IEnumerable<string> Texts(IReadOnlyList<Decision> decided) => decided.Select(d => d switch
    {
        Decision.Recover { Plan: var plan } => $"{plan.Host}: {plan.Text}",
        Decision.Hold hold => $"{hold.Subject.Host.Name}: {hold.Reason.Name()}: {hold.Because}",
        _ => d.GetType().Name,
    });

    /// <summary>The first hosts have lost their storage, each a second before the one in front of it, and each has a cow.</summary>
    static ClusterSnapshot Segment(int down)
    {
        var well = Asked.Segment(TimeSpan.FromDays(1), 1, 0).Hosts[0];
        return Asked.Segment(TimeSpan.FromDays(1), 0, 0) with
        {
            Hosts = [.. Enumerable.Range(0, Hosts).Select(i => HostAt(i, i < down ? Lost(i) : well))],
        };
    }

    static HostView Lost(int number) =>
        Asked.Segment(TimeSpan.FromSeconds(60 + number), 1, 0, Signal.StorageNetwork).Hosts[0];

    static HostName Named(int number) => new($"h{number:0000}");

    static HostView HostAt(int number, HostView like) => like with
    {
        Compute = like.Compute with { Name = Named(number) },
        Instances = [.. like.Instances.Select(i => i with { Id = new InstanceId($"{i.Id}-{number}"), Host = Named(number) })],
    };
}

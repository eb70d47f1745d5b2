using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Decisions.Guards;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Decisions;

public sealed class FenceRefusalTests
{
    static readonly ClusterSnapshot Dead = Asked.Segment(TimeSpan.FromMinutes(10), 2, 0, Asked.Networks);

    [Theory]
    [InlineData("h1", true)]
    [InlineData("H1", true)]
    [InlineData("h1.example.org", true)]
    [InlineData("h11", false)]
    [InlineData("h2", false)]
    [InlineData("", false)]
    public void The_machine_that_the_service_runs_on_is_not_fenced_from_here(string own, bool held) =>
        Assert.Equal(held ? HoldReason.OwnHost : null, ReasonOf(Dead with { Own = new HostName(own) }));

    [Fact]
    public void A_name_with_a_domain_is_its_short_one_s_and_no_other_s()
    {
        Assert.True(new HostName("c1").IsAlso("c1.example.org"));
        Assert.True(new HostName("c1.example.org").IsAlso("C1"));
        Assert.False(new HostName("c1.example.com").IsAlso("c1.example.org"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(179, true)]
    [InlineData(180, false)]
    public void A_host_that_was_only_just_fenced_is_left_alone_for_three_minutes(int seconds, bool held) =>
        Assert.Equal(held ? HoldReason.QuietTime : null, ReasonOf(Dead.Edit(h => h with { LastFencedAt = Dead.TakenAt.AddSeconds(-seconds) })));

    /// <summary>A proof that was revoked proved nothing: the same incident wants its fence again at once.</summary>
    [Fact]
    public void The_incident_that_it_was_fenced_in_may_fence_it_again()
    {
        var guard = AllGuards.InOrder.Single(g => g.Gate.Reason == HoldReason.QuietTime);
        var at = Dead.TakenAt.AddSeconds(-60);

        Assert.Null(guard.Objection(Scene(at.AddSeconds(-20))));
        Assert.NotNull(guard.Objection(Scene(at.AddSeconds(20))));

        GuardScene Scene(DateTimeOffset opened)
        {
            var segment = Dead.Edit(h => h with { LastFencedAt = at, Incidents = [Some.Incident() with { Host = h.Name, OpenedAt = opened }] });
            var beliefs = InferenceRun.Over(segment, Asked.Default);
            return new GuardScene(
                segment, segment.Host(MadeUpSegment.Host)!, beliefs, Asked.Default, FenceLoad.Of(segment, beliefs), PlanStrength.Fence, new HashSet<RecoveryAction>());
        }
    }

    static HoldReason? ReasonOf(ClusterSnapshot segment) => Verdicts.Of(segment, Asked.Default, Asked.Options).Single(v => v.Host == MadeUpSegment.Host).Hold;
}

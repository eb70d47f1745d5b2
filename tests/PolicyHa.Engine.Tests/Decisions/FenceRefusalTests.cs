using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
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
        Assert.Equal(held ? HoldReason.OwnHost : null, ReasonOf(Dead with { Own = new OwnMachine(own) }));

    [Fact]
    public void A_name_with_a_domain_is_its_short_one_s_and_no_other_s()
    {
        Assert.True(new OwnMachine("c1").IsSameAs(new HostName("c1.example.org")));
        Assert.False(new OwnMachine("c1.example.com").IsSameAs(new HostName("c1.example.org")));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(179, true)]
    [InlineData(180, false)]
    public void A_host_that_was_only_just_fenced_is_left_alone_for_three_minutes(int seconds, bool held) =>
        Assert.Equal(held ? HoldReason.QuietTime : null, ReasonOf(Dead.Edit(h => h with { LastFencedAt = Dead.TakenAt.AddSeconds(-seconds) })));

    static HoldReason? ReasonOf(ClusterSnapshot segment) => Verdicts.Of(segment, Asked.Default, Asked.Options).Single(v => v.Host == MadeUpSegment.Host).Hold;
}

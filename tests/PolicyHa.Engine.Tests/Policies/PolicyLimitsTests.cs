using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Tests.Policies;

public sealed class PolicyLimitsTests
{
    [Theory]
    [InlineData(3, 30, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(10, 30, 3)]
    [InlineData(9, 30, 2)]
    [InlineData(10, 100, 10)]
    public void The_storm_limit_is_a_share_of_the_hosts_and_at_least_one(int hosts, int share, int max)
    {
        var limit = new FenceLimit.Share("storm", LimitScope.Segment, share, TimeSpan.Zero, TimeSpan.Zero, RuleSource.BuiltIn);
        Assert.Equal(max, limit.MaxOf(hosts));
    }
}

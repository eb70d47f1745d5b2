using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.Tests.Decisions;

public sealed class LifeSignsTests
{
    static readonly DateTimeOffset Proven = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]               // at the same moment either may have been first
    [InlineData(1, true)]
    public void Life_at_the_moment_of_the_proof_or_after_it_speaks_against_it(int ticks, bool speaks)
    {
        var sign = new LifeSign(new HostName("h3"), "tenant", "mon1", Proven.AddTicks(ticks));
        Assert.Equal(speaks ? sign : null, LifeSigns.After(Proven, sign));
    }

    [Fact]
    public void Nobody_seen_is_nobody_alive() => Assert.Null(LifeSigns.After(Proven, null));
}

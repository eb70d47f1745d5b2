using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Tests.Policies;

public sealed class ActionLadderTests
{
    static readonly ActionLadder Ladder = new([
        new LadderRung(TimeSpan.Zero, [RecoveryAction.Notify]),
        new LadderRung(TimeSpan.FromMinutes(5), [RecoveryAction.Fence, RecoveryAction.Evacuate])]);

    [Theory]
    [InlineData(0, "notify")]
    [InlineData(299, "notify")]
    [InlineData(300, "after 5m: fence, evacuate")]
    public void The_last_rung_that_was_reached_counts(int seconds, string rung) =>
        Assert.Equal(rung, Ladder.RungAt(TimeSpan.FromSeconds(seconds))!.ToString());

    [Fact]
    public void None_asks_for_nothing_at_any_age() => Assert.Null(ActionLadder.None.RungAt(TimeSpan.MaxValue));

    [Fact]
    public void A_ladder_is_printed_as_it_is_written()
    {
        Assert.Equal("notify, after 5m: fence, evacuate", Ladder.ToString());
        Assert.Equal("none", ActionLadder.None.ToString());
    }
}

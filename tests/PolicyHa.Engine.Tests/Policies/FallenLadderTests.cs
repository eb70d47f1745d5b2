using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Tests.Policies;

/// <summary>Rungs that count when the one before has failed.</summary>
public sealed class FallenLadderTests
{
    static readonly ActionLadder Ladder = new([
        new LadderRung(TimeSpan.Zero, [RecoveryAction.RestartService]),
        new LadderRung(TimeSpan.Zero, [RecoveryAction.LiveMigrate]) { Falls = 1 },
        new LadderRung(TimeSpan.FromMinutes(5), [RecoveryAction.Fence, RecoveryAction.Evacuate]),
        new LadderRung(TimeSpan.FromMinutes(5), [RecoveryAction.Notify]) { Falls = 1 }]);

    [Theory]
    [InlineData(0, 0, "restart-service")]
    [InlineData(0, 1, "else: live-migrate")]
    [InlineData(0, 7, "else: live-migrate")]
    [InlineData(300, 0, "after 5m: fence, evacuate")]
    [InlineData(300, 1, "else: notify")]
    public void A_rung_behind_else_counts_when_the_one_before_it_has_failed(double seconds, int falls, string rung) =>
        Assert.Equal(rung, Ladder.RungAt(TimeSpan.FromSeconds(seconds), falls)!.ToString());

    [Fact]
    public void It_is_written_as_it_is_read() =>
        Assert.Equal("restart-service, else: live-migrate, after 5m: fence, evacuate, else: notify", Ladder.ToString());

    [Fact]
    public void A_copy_remembers_how_far_down_it_stands() =>
        Assert.Equal(Ladder.Rungs[1] with { Actions = [RecoveryAction.Notify] }, new LadderRung(TimeSpan.Zero, [RecoveryAction.Notify]) { Falls = 1 });
}

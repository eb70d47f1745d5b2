using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Signals;

/// <summary>What another replica was told and wrote down.</summary>
public sealed class FollowedWordTests
{
    readonly SignalBoard board = new(observers: 1);

    public FollowedWordTests() => board.Accept(Report(Signal.AdminNetwork, SignalStatus.Up), Now);

    SignalStatus Admin => board.SignalsOf(H3)[Signal.AdminNetwork].Status;

    [Fact]
    public void It_is_taken_over_however_old_it_is_by_now()
    {
        var reception = board.Follow(Report(Signal.AdminNetwork, SignalStatus.Down, at: 5), After(5), After(500));

        Assert.Equal(SignalStatus.Down, reception.Flip?.To);
        Assert.Equal(SignalStatus.Down, Admin);
    }

    [Theory]
    [InlineData(0, 0, SignalStatus.Down, SignalStatus.Up)]
    [InlineData(0, 1, SignalStatus.Down, SignalStatus.Down)]    // of the same moment: the later one
    [InlineData(-5, 1, SignalStatus.Down, SignalStatus.Up)]
    [InlineData(5, 5, SignalStatus.Up, SignalStatus.Up)]
    public void It_counts_where_it_is_newer(double at, double receivedAt, SignalStatus told, SignalStatus status)
    {
        var reception = board.Follow(Report(Signal.AdminNetwork, told, at: at), After(receivedAt), After(6));

        Assert.Equal(status == SignalStatus.Down, reception.Flip is not null);
        Assert.Equal(status, Admin);
    }

    [Fact]
    public void It_lapses_here_when_it_does_there()
    {
        var down = Report(Signal.AdminNetwork, SignalStatus.Down, at: 1) with { Ttl = TimeSpan.FromSeconds(10) };
        board.Follow(down, After(1), After(8));
        Assert.Equal(SignalStatus.Down, Admin);

        Assert.Empty(board.Lapse(After(11)));
        Assert.Equal(SignalStatus.Unknown, Assert.Single(board.Lapse(After(12))).To);
    }

    [Fact]
    public void One_that_says_the_same_makes_it_hold_for_longer()
    {
        var down = Report(Signal.AdminNetwork, SignalStatus.Down, at: 1) with { Ttl = TimeSpan.FromSeconds(10) };
        board.Follow(down, After(1), After(2));
        board.Follow(Report(Signal.AdminNetwork, SignalStatus.Down, at: 8) with { Ttl = TimeSpan.FromSeconds(10) }, After(8), After(9));

        Assert.Empty(board.Lapse(After(12)));
        Assert.Equal(SignalStatus.Down, Admin);
        Assert.Equal(SignalStatus.Unknown, Assert.Single(board.Lapse(After(19))).To);
    }

    [Fact]
    public void Of_one_that_has_lapsed_there_it_counts_who_was_seen_alive()
    {
        var up = Report(Signal.AdminNetwork, SignalStatus.Up, at: 20) with { Ttl = TimeSpan.FromSeconds(10) };
        board.Accept(Report(Signal.AdminNetwork, SignalStatus.Down, at: 5), After(5));

        var reception = board.Follow(up, After(20), After(40));

        Assert.Null(reception.Flip);
        Assert.True(reception.IsNewestLife);
        Assert.Equal(SignalStatus.Down, Admin);
    }
}

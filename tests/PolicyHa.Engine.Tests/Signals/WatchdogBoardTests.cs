using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Signals;

public sealed class WatchdogBoardTests
{
    readonly WatchdogBoard board = new();
    int events;

    [Fact]
    public void A_host_of_whose_watchdog_nobody_spoke_has_none()
    {
        Assert.Null(board.Heard(H3, Now, 1));
        Assert.Null(board.WordOf(H3));
        Assert.Null(board.LastHeardOf(H3));
    }

    [Fact]
    public void A_word_is_remembered_when_it_says_something_new_and_else_once_a_minute()
    {
        Assert.NotNull(Tell(at: 0));
        Assert.Null(Tell(at: 30));
        Assert.Equal(After(30), board.WordOf(H3)!.ReceivedAt);
        Assert.NotNull(Tell(at: 60));
        Assert.NotNull(Tell(at: 70, seconds: 20));
        Assert.Equal(WatchdogState.Disarmed, Tell(SignalStatus.Unknown, at: 80)!.State);
        Assert.Null(Tell(SignalStatus.Down, at: 90));
    }

    [Fact]
    public void Life_that_lasts_two_minutes_longer_than_the_last_word_makes_it_doubtful()
    {
        Tell(at: 0);

        Assert.Null(board.Heard(H3, After(120), 1));
        Assert.Equal(WatchdogState.Armed, board.WordOf(H3)!.State);
        Assert.Equal(WatchdogState.Doubtful, board.Heard(H3, After(120.1), 2)!.State);
        Assert.Null(board.Heard(H3, After(121), 3));
        Assert.Equal((After(121), 3L), board.LastHeardOf(H3));
        Assert.Equal(WatchdogState.Armed, Tell(at: 130)!.State);
    }

    [Fact]
    public void A_host_that_comes_back_must_tell_anew()
    {
        Tell(at: 0);

        Assert.Equal(WatchdogState.Doubtful, board.CameBack(H3, After(60))!.State);
        Assert.Null(board.CameBack(H3, After(61)));
    }

    [Fact]
    public void What_is_told_at_the_moment_of_coming_back_is_told_anew()
    {
        Tell(at: 60);

        Assert.Null(board.CameBack(H3, After(60)));
    }

    [Fact]
    public void An_older_word_that_it_is_armed_does_not_undo_a_later_one_and_one_that_it_is_not_always_counts()
    {
        Tell(SignalStatus.Down, at: 20);

        Assert.Null(Tell(at: 30, observed: 10));
        Assert.Equal(WatchdogState.Disarmed, board.WordOf(H3)!.State);
        Tell(at: 40);
        Assert.Equal(WatchdogState.Disarmed, Tell(SignalStatus.Down, at: 50, observed: 5)!.State);
    }

    [Fact]
    public void An_agent_whose_clock_was_ahead_once_is_still_believed()
    {
        Tell(at: 0, observed: 3600);

        Tell(at: 30, observed: 30);
        Assert.Equal(After(30), board.WordOf(H3)!.ReceivedAt);
    }

    [Fact]
    public void After_a_restart_the_last_words_stand_and_nobody_has_been_heard_yet()
    {
        var word = Tell(at: 0)!;
        var next = new WatchdogBoard();
        next.Restore([word]);

        Assert.Equal(word, next.WordOf(H3));
        Assert.Null(next.LastHeardOf(H3));
        Assert.Equal(WatchdogState.Doubtful, next.Heard(H3, After(121), 1)!.State);
    }

    WatchdogWord? Tell(SignalStatus status = SignalStatus.Up, double at = 0, double seconds = 10, double? observed = null) => board.Told(
        new WatchdogReport(new EventId("agent", $"{++events}"), H3, TimeSpan.FromSeconds(seconds), status, "agent", After(observed ?? at)), After(at));
}

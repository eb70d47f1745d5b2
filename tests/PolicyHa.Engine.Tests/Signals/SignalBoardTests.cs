using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Signals;

public sealed class SignalBoardTests
{
    readonly SignalBoard board = new(observers: 2);

    SignalStatus Admin => board.SignalsOf(H3)[Signal.AdminNetwork].Status;

    Reception Say(SignalStatus status, string observer = "mon1", double at = 0) =>
        board.Accept(Report(Signal.AdminNetwork, status, observer, at), After(at));

    [Fact]
    public void The_very_same_event_is_taken_once()
    {
        var report = Report(Signal.AdminNetwork, SignalStatus.Down);
        Assert.Equal(ReceptionOutcome.Taken, board.Accept(report, Now).Outcome);
        Assert.Equal(ReceptionOutcome.Duplicate, board.Accept(report, Now).Outcome);
    }

    [Fact]
    public void An_observer_that_repeats_itself_says_nothing_new()
    {
        Say(SignalStatus.Down);
        var again = Say(SignalStatus.Down, at: 5);
        Assert.Equal(ReceptionOutcome.Refreshed, again.Outcome);
        Assert.Null(again.Flip);
        Assert.Null(again.Changed);
    }

    [Fact]
    public void A_lone_observer_is_enough_where_nobody_else_watches()
    {
        Assert.NotNull(Say(SignalStatus.Down).Flip);
        Assert.Equal(SignalStatus.Down, Admin);
    }

    [Fact]
    public void Two_observers_that_contradict_each_other_leave_it_unknown()
    {
        Say(SignalStatus.Up, "mon1");
        Say(SignalStatus.Down, "mon2");
        Assert.Equal(SignalStatus.Unknown, Admin);
    }

    [Fact]
    public void One_blind_observer_of_three_changes_nothing()
    {
        Say(SignalStatus.Up, "mon1");
        Say(SignalStatus.Up, "mon2");
        Assert.Null(Say(SignalStatus.Down, "mon3").Flip);
        Assert.Equal(SignalStatus.Up, Admin);
    }

    [Fact]
    public void An_observer_that_speaks_for_a_cluster_counts_with_its_votes()
    {
        Say(SignalStatus.Up, "mon1");
        board.Accept(Report(Signal.AdminNetwork, SignalStatus.Down, "cluster") with { Votes = 3 }, Now);
        Assert.Equal(SignalStatus.Down, Admin);
    }

    [Fact]
    public void Silence_past_its_time_to_live_is_unknown_and_never_down()
    {
        board.Accept(Report(Signal.AdminNetwork, SignalStatus.Down) with { Ttl = TimeSpan.FromSeconds(10) }, Now);
        Assert.Empty(board.Lapse(After(10)));
        var flip = Assert.Single(board.Lapse(After(11)));
        Assert.Equal((SignalStatus.Down, SignalStatus.Unknown), (flip.From, flip.To));
        Assert.Empty(board.Lapse(After(12)));
    }

    [Fact]
    public void A_word_that_is_repeated_in_time_does_not_lapse()
    {
        var word = Report(Signal.AdminNetwork, SignalStatus.Up) with { Ttl = TimeSpan.FromSeconds(10) };
        board.Accept(word, Now);
        board.Accept(word with { Id = new EventId("test", "2"), ObservedAt = After(8) }, After(8));
        Assert.Empty(board.Lapse(After(15)));
    }

    [Fact]
    public void What_was_observed_before_the_last_word_is_out_of_order()
    {
        Say(SignalStatus.Down, at: 10);
        var late = board.Accept(Report(Signal.AdminNetwork, SignalStatus.Up, at: 5), After(11));
        Assert.Equal(ReceptionOutcome.OutOfOrder, late.Outcome);
        Assert.Equal(SignalStatus.Down, Admin);
    }

    [Fact]
    public void Of_two_words_of_the_same_moment_the_higher_sequence_counts()
    {
        board.Accept(Report(Signal.AdminNetwork, SignalStatus.Down) with { Sequence = 7 }, Now);
        Assert.Equal(ReceptionOutcome.OutOfOrder, board.Accept(Report(Signal.AdminNetwork, SignalStatus.Up) with { Sequence = 6 }, Now).Outcome);
        Assert.Equal(SignalStatus.Down, Admin);
    }

    [Theory]
    [InlineData(60, ReceptionOutcome.Taken)]
    [InlineData(60.001, ReceptionOutcome.TooOld)]
    public void What_was_observed_more_than_a_minute_ago_is_history(double age, ReceptionOutcome expected) =>
        Assert.Equal(expected, board.Accept(Report(Signal.AdminNetwork, SignalStatus.Down), After(age)).Outcome);

    [Fact]
    public void What_is_history_is_so_each_time_it_is_given_and_what_was_taken_is_a_duplicate_at_any_age()
    {
        var report = Report(Signal.AdminNetwork, SignalStatus.Down);
        Assert.Equal(ReceptionOutcome.TooOld, board.Accept(report, After(61)).Outcome);
        Assert.Equal(ReceptionOutcome.TooOld, board.Accept(report, After(62)).Outcome);

        var taken = report with { Id = new EventId("test", "taken"), ObservedAt = After(60) };
        Assert.Equal(ReceptionOutcome.Taken, board.Accept(taken, After(62)).Outcome);
        Assert.Equal(ReceptionOutcome.Duplicate, board.Accept(taken, After(200)).Outcome);
    }

    [Fact]
    public void An_observers_time_far_in_the_future_is_replaced_by_ours()
    {
        var reception = board.Accept(Report(Signal.AdminNetwork, SignalStatus.Down, at: 31), Now);
        Assert.True(reception.FromTheFuture);
        Assert.Equal(Now, reception.Flip!.ObservedAt);
        Assert.Equal(ReceptionOutcome.Taken, Say(SignalStatus.Up, at: 1).Outcome);     // it does not silence what comes after
    }

    [Fact]
    public void A_small_skew_is_left_as_it_is()
    {
        var reception = board.Accept(Report(Signal.AdminNetwork, SignalStatus.Down, at: 30), Now);
        Assert.False(reception.FromTheFuture);
        Assert.Equal(After(30), reception.Flip!.ObservedAt);
    }

    [Fact]
    public void A_restored_board_has_the_same_words_and_the_same_ages()
    {
        var first = Say(SignalStatus.Up, "mon1");
        var second = Say(SignalStatus.Down, "mon1", at: 5);
        var restored = new SignalBoard(2);
        restored.Restore([second.Changed!], [first.Flip!, second.Flip!], [], [], [], After(100));
        var reading = restored.SignalsOf(H3)[Signal.AdminNetwork];
        Assert.Equal((SignalStatus.Down, After(5)), (reading.Status, reading.ChangedAt));
        Assert.Equal(ReceptionOutcome.Duplicate, restored.Accept(Report(Signal.AdminNetwork, SignalStatus.Down, at: 5), After(6)).Outcome);
    }

    [Fact]
    public void A_restored_board_remembers_how_often_a_host_fell()
    {
        List<Flip> flips = [];
        var heard = new SignalBoard(1);
        void Hear(Signal signal, SignalStatus status, int at) =>
            flips.Add(heard.Accept(Report(signal, status, at: at), After(at)).Flip!);
        Hear(Signal.AdminNetwork, SignalStatus.Down, 1);
        Hear(Signal.StorageNetwork, SignalStatus.Down, 2);          // the same fall
        Hear(Signal.AdminNetwork, SignalStatus.Up, 3);
        Hear(Signal.StorageNetwork, SignalStatus.Up, 4);
        Hear(Signal.Libvirt, SignalStatus.Down, 5);
        var restored = new SignalBoard(1);
        restored.Restore([], [flips[2], flips[3], flips[4]], flips, [], [], After(100));
        Assert.Equal(2, heard.SignalsOf(H3).FallsSince(Now));
        Assert.Equal((2, 1), (restored.SignalsOf(H3).FallsSince(Now), restored.SignalsOf(H3).FallsSince(After(1))));
    }

    [Fact]
    public void What_was_down_before_the_first_flip_read_back_did_not_fall_then()
    {
        var heard = new SignalBoard(1);
        Flip Hear(SignalStatus status, int at) => heard.Accept(Report(Signal.AdminNetwork, status, at: at), After(at)).Flip!;
        _ = Hear(SignalStatus.Down, 0);
        var (up, again) = (Hear(SignalStatus.Up, 1), Hear(SignalStatus.Down, 2));
        var restored = new SignalBoard(1);
        restored.Restore([], [again], [up, again], [], [], After(100));
        Assert.Equal(1, restored.SignalsOf(H3).FallsSince(Now));
    }

    [Fact]
    public void A_shutdown_is_over_when_all_of_the_host_has_come_up_since_and_stays_so_whatever_is_delivered_again()
    {
        var board = new SignalBoard(1);
        void Hear(Signal signal, SignalStatus status, int at) => board.Accept(Report(signal, status, at: at), After(at));
        Reception Say(int at, string id, int heard) => board.Accept(
            new ShutdownReport(new EventId("agent", id), H3, ShutdownKind.Reboot, SignalStatus.Down, "agent", After(at)), After(heard));
        foreach (var signal in SignalNames.All)
            Hear(signal, SignalStatus.Up, 0);
        Assert.Equal(After(10), Say(10, "1", 12).Shutdown!.At);
        Hear(Signal.AdminNetwork, SignalStatus.Down, 20);
        Hear(Signal.StorageNetwork, SignalStatus.Down, 20);
        Hear(Signal.AdminNetwork, SignalStatus.Up, 40);
        Assert.False(board.ShutdownOf(H3)!.IsOver);

        var back = board.Accept(Report(Signal.StorageNetwork, SignalStatus.Up, at: 41), After(41));

        Assert.True(back.Shutdown!.IsOver);
        Assert.Null(Say(10, "1 again", 50).Shutdown);
        Assert.True(board.ShutdownOf(H3)!.IsOver);
        Assert.False(Say(60, "2", 60).Shutdown!.IsOver);
    }

    [Fact]
    public void A_policy_that_asks_for_fewer_observers_is_agreed_on_anew()
    {
        Say(SignalStatus.Unknown, "mon1");
        Say(SignalStatus.Down, "mon2");
        Assert.Equal(SignalStatus.Unknown, Admin);
        var flip = Assert.Single(board.RequireObservers(1, After(3)));
        Assert.Equal((SignalStatus.Down, After(3)), (flip.To, flip.At));
        Assert.Empty(board.RequireObservers(1, After(4)));
    }

    [Fact]
    public void An_instances_fault_is_there_until_it_is_cleared()
    {
        var instance = new InstanceId("id-c3");
        board.Accept(
            new InstanceReport(new EventId("agent", "1"), H3, instance, InstanceFaultKind.Crashed, SignalStatus.Down, "agent", Now), Now);
        Assert.Equal(InstanceFaultKind.Crashed, Assert.Single(board.FaultsOn(H3)).Kind);
        Assert.NotNull(board.ClearFault(H3, instance, After(1), new EventId("test", "closed")));
        Assert.Empty(board.FaultsOn(H3));
        Assert.Null(board.ClearFault(H3, instance, After(2), new EventId("test", "again")));
    }

    [Fact]
    public void A_host_falls_ill_once_however_many_signals_fall_and_again_after_it_was_well()
    {
        var single = new SignalBoard(1);
        int FallsAfter(double seconds, Signal signal, SignalStatus status)
        {
            single.Accept(Report(signal, status, at: seconds), After(seconds));
            return single.SignalsOf(H3).FallsSince(After(seconds) - HostSignals.FallsWindow);
        }

        Assert.Equal(1, FallsAfter(1, Signal.AdminNetwork, SignalStatus.Down));
        Assert.Equal(1, FallsAfter(2, Signal.StorageNetwork, SignalStatus.Down));
        Assert.Equal(1, FallsAfter(3, Signal.AdminNetwork, SignalStatus.Up));
        Assert.Equal(1, FallsAfter(4, Signal.StorageNetwork, SignalStatus.Up));
        Assert.Equal(2, FallsAfter(5, Signal.AdminNetwork, SignalStatus.Down));
        Assert.Equal(1, FallsAfter(3602, Signal.Power, SignalStatus.Up));
        Assert.Equal(After(3605), single.SignalsOf(H3).NextFallForgotten(After(3602)));
    }

    [Fact]
    public void An_up_word_is_a_sign_of_life_even_if_it_is_old_or_out_of_order_but_never_from_the_future()
    {
        Say(SignalStatus.Down, at: 100);
        board.Accept(Report(Signal.AdminNetwork, SignalStatus.Up, at: 90), After(100));
        Assert.Equal(After(90), board.LastLifeOf(H3)!.At);
        board.Accept(Report(Signal.AdminNetwork, SignalStatus.Up, "mon2", at: 95), After(300));
        Assert.Equal(After(95), board.LastLifeOf(H3)!.At);
        board.Accept(Report(Signal.AdminNetwork, SignalStatus.Up, "mon3", at: 1_000), After(301));
        Assert.Equal(After(301), board.LastLifeOf(H3)!.At);
        Assert.Equal("mon3 saw admin of h3 up at 12:05:01.000", board.LastLifeOf(H3)!.Text);
    }

    [Fact]
    public void What_turns_from_down_to_up_lives_as_of_when_we_hear_of_it_for_the_observers_clock_may_be_behind_ours()
    {
        Say(SignalStatus.Down, at: 100);
        board.Accept(Report(Signal.AdminNetwork, SignalStatus.Up, at: 103), After(115));
        Assert.Equal(After(115), board.LastLifeOf(H3)!.At);
        board.Accept(Report(Signal.AdminNetwork, SignalStatus.Up, at: 113), After(125));
        Assert.Equal(After(115), board.LastLifeOf(H3)!.At);
    }

    [Theory]
    [InlineData(ShutdownKind.Reboot)]
    [InlineData(ShutdownKind.Poweroff)]
    public void A_host_that_says_it_shuts_down_lived_when_it_said_so(ShutdownKind kind)
    {
        var said = new ShutdownReport(new EventId("agent", "bye"), H3, kind, SignalStatus.Down, "agent", After(100));

        Assert.True(board.Accept(said, After(101)).IsLife);
        Assert.Equal(After(100), board.LastLifeOf(H3)!.At);
    }

    [Fact]
    public void A_late_report_that_turns_up_is_no_news_of_now_when_it_is_too_old()
    {
        Say(SignalStatus.Down, at: 100);
        board.Accept(Report(Signal.AdminNetwork, SignalStatus.Up, at: 103), After(103 + (int)SignalBoard.AgeMax.TotalSeconds + 1));
        Assert.Equal(After(103), board.LastLifeOf(H3)!.At);
    }

    [Theory]
    [InlineData(30, "mon1")]
    [InlineData(null, null)]
    public void An_observer_that_must_repeat_itself_is_missed_after_a_restart_until_it_does(int? ttl, string? missed)
    {
        var down = Report(Signal.AdminNetwork, SignalStatus.Down) with { Ttl = ttl is { } s ? TimeSpan.FromSeconds(s) : null };
        var reception = board.Accept(down, Now);
        var restored = new SignalBoard(1);
        restored.Restore([reception.Changed!], [reception.Flip!], [], [], [], After(100));
        Assert.Equal(missed, restored.UnheardOn(H3));
        restored.Accept(down with { Id = new EventId("test", "again"), ObservedAt = After(101) }, After(101));
        Assert.Null(restored.UnheardOn(H3));
    }

    [Fact]
    public void An_observer_whose_word_has_lapsed_is_not_missed()
    {
        var reception = board.Accept(Report(Signal.AdminNetwork, SignalStatus.Down) with { Ttl = TimeSpan.FromSeconds(30) }, Now);
        var restored = new SignalBoard(1);
        restored.Restore([reception.Changed!], [reception.Flip!], [], [], [], After(100));
        restored.Lapse(After(131));
        Assert.Null(restored.UnheardOn(H3));
    }

    [Fact]
    public void When_several_observers_that_repeat_themselves_stop_together_it_is_silence()
    {
        foreach (var at in new[] { 0, 20, 40 })
        {
            Say(SignalStatus.Up, "mon1", at);
            Say(SignalStatus.Up, "mon2", at);
        }

        Assert.Null(board.SilenceAt(After(100)));
        Assert.StartsWith("no event of any host since 12:00:40", board.SilenceAt(After(101)), StringComparison.Ordinal);
        Say(SignalStatus.Up, "mon1", 102);
        Assert.Null(board.SilenceAt(After(103)));
    }

    [Fact]
    public void Observers_that_only_report_changes_may_be_silent_for_days()
    {
        Say(SignalStatus.Up, "mon1");
        Say(SignalStatus.Up, "mon2");
        Assert.Null(board.SilenceAt(After(100_000)));
    }
}

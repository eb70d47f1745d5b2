using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Signals;

/// <summary>What the board makes of Nova's word, beside those of monitors.</summary>
public sealed class NovaWordTests
{
    readonly SignalBoard board = new(observers: 2);

    SignalReading Compute => board.SignalsOf(H3)[Signal.NovaCompute];

    [Fact]
    public void It_is_no_sign_of_life()
    {
        var said = Nova(SignalStatus.Up, 0);
        Assert.False(said.IsLife || said.IsFirstLife || said.IsNewestLife);
        Assert.Null(board.LastLifeOf(H3));
    }

    [Fact]
    public void It_is_none_after_a_restart_nor_where_another_replica_wrote_it_down()
    {
        var written = Nova(SignalStatus.Up, 0).Changed!;
        var (restarted, other) = (new SignalBoard(2), new SignalBoard(2));
        restarted.Restore([written], [], [], [], [], After(5));
        other.Follow(written.AsHostReport()!, written.ReceivedAt, After(5));
        Assert.Null(restarted.LastLifeOf(H3));
        Assert.Null(other.LastLifeOf(H3));
    }

    [Fact]
    public void It_needs_a_monitor_that_agrees_where_one_watches()
    {
        Monitor(SignalStatus.Up, 0);
        Nova(SignalStatus.Down, 1);
        Assert.Equal((SignalStatus.Unknown, 2), (Compute.Status, Compute.Of));
        Monitor(SignalStatus.Down, 2);
        Assert.Equal((SignalStatus.Down, 2), (Compute.Status, Compute.Agree));
    }

    [Fact]
    public void Where_nobody_else_watches_it_is_enough()
    {
        Nova(SignalStatus.Down, 0);
        Assert.Equal(SignalStatus.Down, Compute.Status);
    }

    [Fact]
    public void Its_silence_takes_nothing_away_from_who_still_speaks()
    {
        Monitor(SignalStatus.Up, 0);
        Nova(SignalStatus.Up, 0);
        Assert.Empty(board.Lapse(After(91)));
        Assert.Equal((SignalStatus.Up, 1, 1), (Compute.Status, Compute.Agree, Compute.Of));
    }

    [Fact]
    public void Its_silence_alone_is_unknown_and_never_down()
    {
        Nova(SignalStatus.Up, 0);
        Assert.Single(board.Lapse(After(91)));
        Assert.Equal(SignalStatus.Unknown, Compute.Status);
    }

    [Fact]
    public void It_does_not_hide_that_all_monitors_are_silent()
    {
        foreach (var observer in (string[])["mon1", "mon2"])
        {
            foreach (var at in (double[])[0, 10])
                board.Accept(Report(Signal.AdminNetwork, SignalStatus.Up, observer, at), After(at));
        }

        Nova(SignalStatus.Up, 40);
        Nova(SignalStatus.Up, 70);
        Assert.NotNull(board.SilenceAt(After(75)));
    }

    [Fact]
    public void After_a_restart_nobody_waits_for_it_to_repeat_itself()
    {
        var restarted = new SignalBoard(2);
        restarted.Restore([Nova(SignalStatus.Down, 0).Changed!], [], [], [], [], After(5));
        Assert.Null(restarted.UnheardOn(H3));
        restarted.Restore([Monitor(SignalStatus.Down, 0).Changed!], [], [], [], [], After(5));
        Assert.Equal("mon1", restarted.UnheardOn(H3));
    }

    Reception Monitor(SignalStatus status, double at) => board.Accept(Report(Signal.NovaCompute, status, at: at) with { Ttl = TimeSpan.FromHours(1) }, After(at));

    Reception Nova(SignalStatus status, double at) => board.Accept(
        new HostReport(new EventId(NovaWord.Source, $"h3/{status.Name()}/{at}"), H3, Signal.NovaCompute, status, NovaWord.Observer, After(at))
        {
            Ttl = TimeSpan.FromSeconds(90),
        },
        After(at));
}

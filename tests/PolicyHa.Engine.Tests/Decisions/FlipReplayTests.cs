using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.Tests.Decisions;

public class FlipReplayTests
{
    static readonly DateTimeOffset Now = Asked.Segment(TimeSpan.Zero, 1, 0).TakenAt;
    static readonly DateTimeOffset Began = Now.AddHours(-1);

    /// <summary>An hour ago the host lost its storage, and had it back five minutes later.</summary>
    static readonly Flip[] Flips =
    [
        Flip(SignalStatus.Up, SignalStatus.Down, Began),
        Flip(SignalStatus.Down, SignalStatus.Up, Began.AddMinutes(5)),
    ];

    [Fact]
    public void The_moment_is_found_at_which_the_policies_would_have_differed()
    {
        var report = Run(Flips, Now.AddHours(-2));

        var moment = Assert.Single(report.Moments);
        Assert.Equal(TimeSpan.FromSeconds(10), Floor(moment.At - Began));   // the signals had settled
        var change = Assert.Single(moment.Changes);
        Assert.Equal(("notify", "fence h1, evacuate c1"), (change.Before, change.After));
        Assert.False(report.IsCut);
    }

    [Fact]
    public void What_stood_when_the_past_begins_had_stood_before()
    {
        var report = Run([Flips[1]], Began.AddMinutes(1));

        Assert.Empty(report.Moments);                               // at its only flip the host is well again
        Assert.True(report.Looks > 0);
    }

    [Fact]
    public void Too_many_looks_are_cut_and_told()
    {
        var flips = Enumerable.Range(0, FlipReplay.LooksMax).Select(i => Flip(
            i % 2 == 0 ? SignalStatus.Up : SignalStatus.Degraded, i % 2 == 0 ? SignalStatus.Degraded : SignalStatus.Up,
            Began.AddMilliseconds(i * 10))).ToList();

        var report = Run(flips, Now.AddHours(-2));

        Assert.True(report.IsCut);
        Assert.Equal(FlipReplay.LooksMax, report.Looks);
    }

    [Fact]
    public void An_instance_fault_of_the_past_is_asked_about()
    {
        var fault = new Flip(
            MadeUpSegment.Host, null, new InstanceId("c1"), InstanceFaultKind.Crashed, SignalStatus.Up, SignalStatus.Down,
            Began, Began, new EventId("test", "fault"));

        var moment = Assert.Single(Run([fault], Now.AddHours(-2)).Moments);

        Assert.Equal("restart-instance c1", Assert.Single(moment.Changes).After);
    }

    static ReplayReport Run(IReadOnlyList<Flip> flips, DateTimeOffset since) => FlipReplay.Run(
        [Asked.Segment(TimeSpan.FromDays(1), 1, 0)], flips, since, Asked.Quiet, Asked.Default, Asked.Options,
        CancellationToken.None);

    static Flip Flip(SignalStatus from, SignalStatus to, DateTimeOffset at) => new(
        MadeUpSegment.Host, Signal.StorageNetwork, null, null, from, to, at, at, new EventId("test", $"{at.Ticks}"));

    static TimeSpan Floor(TimeSpan time) => TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));
}

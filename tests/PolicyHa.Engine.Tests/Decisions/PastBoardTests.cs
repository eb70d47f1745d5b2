using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Decisions;

public sealed class PastBoardTests
{
    static readonly Signal[] All = [Signal.AdminNetwork, Signal.TenantNetwork, Signal.StorageNetwork, Signal.NovaCompute, Signal.Libvirt];

    [Fact]
    public void One_death_is_one_fall_in_the_past_as_it_was_on_the_board()
    {
        var board = new SignalBoard(1);
        var flips = new List<Flip>();
        foreach (var (status, at) in new[] { (SignalStatus.Up, 0), (SignalStatus.Down, 10), (SignalStatus.Up, 20), (SignalStatus.Down, 30) })
        {
            foreach (var (signal, i) in All.Select((s, i) => (s, i)))
                flips.Add(board.Accept(Report(signal, status, at: at + i), After(at + i)).Flip!);
        }

        var past = new PastBoard(flips, Now.AddDays(-1));
        foreach (var flip in flips)
            past.Apply(flip);

        Assert.Equal(20, flips.Count);
        var (now, then) = (board.SignalsOf(H3), past.Past(Host(board.SignalsOf(H3))).Signals);
        Assert.Equal((2, 2), (now.FallsSince(Now), then.FallsSince(Now)));
        Assert.Equal((1, 1), (now.FallsSince(After(20)), then.FallsSince(After(20))));
    }
}

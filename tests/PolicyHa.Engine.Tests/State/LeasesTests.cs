using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.State;

public sealed class LeasesTests
{
    readonly SimClock clock = new();
    readonly MemoryStore store;
    readonly Leases mine;

    public LeasesTests()
    {
        store = new MemoryStore(new SimTrace(clock));
        mine = new Leases(store, "me", 1, clock);
    }

    Task<IReadOnlyList<Facts.SegmentName>> Renew(Leases leases) => leases.RenewAsync([S1], CancellationToken.None);

    void Pass(double seconds) => clock.MoveTo(clock.GetUtcNow().AddSeconds(seconds));

    [Fact]
    public async Task A_renewed_lease_is_not_news()
    {
        Assert.Equal([S1], await Renew(mine));
        Assert.Empty(await Renew(mine));
    }

    [Fact]
    public async Task Nothing_is_begun_close_to_the_end_of_a_lease()
    {
        await Renew(mine);
        Pass((Leases.Ttl - Leases.Margin).TotalSeconds - 0.1);
        Assert.NotNull(mine.Of(S1));
        Pass(0.1);
        Assert.Null(mine.Of(S1));
    }

    [Fact]
    public async Task Another_may_begin_only_after_we_have_stopped()
    {
        var other = new Leases(store, "other", 1, clock);
        await Renew(mine);
        Pass(12);
        Assert.Null(mine.Of(S1));
        Assert.Empty(await Renew(other));
        Pass((Leases.Takeover - TimeSpan.FromSeconds(13)).TotalSeconds);
        Assert.Empty(await Renew(other));
        Pass(1);
        Assert.Equal([S1], await Renew(other));
        Assert.True(other.Of(S1)!.Epoch > 1);
        Assert.Empty(await Renew(mine));
    }

    [Fact]
    public async Task One_whose_clock_is_ahead_begins_no_sooner_than_we_have_stopped()
    {
        var ahead = new MachineClock(clock) { Ahead = SignalBoard.SkewMax };
        var other = new Leases(store, "other", 1, ahead);
        await Renew(mine);
        Pass((Leases.Ttl - Leases.Margin).TotalSeconds - 0.1);
        Assert.NotNull(mine.Of(S1));
        Assert.Empty(await Renew(other));
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_back_does_not_prolong_a_lease()
    {
        var wall = new MachineClock(clock);
        var set = new Leases(store, "set", 1, wall);
        await Renew(set);
        wall.Ahead = TimeSpan.FromHours(-1);
        Pass(Leases.Ttl.TotalSeconds);
        Assert.Null(set.Of(S1));
    }

    [Fact]
    public async Task A_lost_lease_is_ours_no_more_until_it_is_granted_again()
    {
        await Renew(mine);
        mine.Lose(S1);
        Assert.Null(mine.Of(S1));
        Assert.Equal([S1], await Renew(mine));
    }
}

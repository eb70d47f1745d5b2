using PolicyHa.Engine.History;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;

namespace PolicyHa.Engine.Tests.Running;

/// <summary>Two replicas over one store.</summary>
public sealed class SwitchKeeperTests
{
    readonly SimClock clock = new();
    readonly MemoryStore store;
    readonly ClusterState mine = new(new SignalBoard(1));
    readonly SwitchKeeper keeper;
    readonly Leases leases;

    public SwitchKeeperTests()
    {
        store = new MemoryStore(new SimTrace(clock));
        keeper = new SwitchKeeper(mine, store);
        leases = new Leases(store, "me", 1, clock);
    }

    OperatorState Disarmed => OperatorState.Initial with { Disarmed = new Disarmed("ann", "work", clock.GetUtcNow()) };

    Task SaveAsync(OperatorState operators) =>
        store.SaveOperatorsAsync(operators, new HistoryEntry(clock.GetUtcNow(), HistoryKind.Control, "switched"), CancellationToken.None);

    async Task<bool> RenewAsync()
    {
        await leases.RenewAsync([], CancellationToken.None);
        return await keeper.FollowAsync(leases.Last!, CancellationToken.None);
    }

    [Fact]
    public async Task What_was_switched_at_another_replica_counts_from_the_next_renewal()
    {
        Assert.False(await RenewAsync());
        await SaveAsync(Disarmed);
        Assert.Null(mine.Operators.Disarmed);

        Assert.True(await RenewAsync());

        Assert.Equal("ann", mine.Operators.Disarmed?.By);
        Assert.False(await RenewAsync());
    }

    [Fact]
    public async Task What_was_not_known_is_not_undone()
    {
        await SaveAsync(Disarmed);

        await Assert.ThrowsAsync<StaleStateException>(() => SaveAsync(mine.Operators with { ReAdmissions = [] }));
        Assert.NotNull(store.Operators.Disarmed);

        await keeper.RecallAsync(CancellationToken.None);
        await SaveAsync(mine.Operators with { Disarmed = null });
        Assert.Null(store.Operators.Disarmed);
    }

    [Fact]
    public async Task A_renewal_that_is_older_than_what_was_switched_here_changes_nothing()
    {
        await leases.RenewAsync([], CancellationToken.None);
        await SaveAsync(Disarmed);
        mine.Operators = Disarmed with { Version = 1 };

        Assert.False(await keeper.FollowAsync(leases.Last!, CancellationToken.None));
        Assert.NotNull(mine.Operators.Disarmed);
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Running;

/// <summary>Two replicas over one store; only one of them is told.</summary>
public sealed class WordKeeperTests
{
    readonly SimClock clock = new();
    readonly MemoryStore store;
    readonly ClusterState theirs = new(new SignalBoard(1));
    readonly ClusterState mine = new(new SignalBoard(1));
    readonly Intake told;
    readonly Intake intake;
    readonly WordKeeper keeper;
    readonly Leases leases;
    readonly List<HostName> woken = [];

    public WordKeeperTests()
    {
        clock.MoveTo(Now);
        store = new MemoryStore(new SimTrace(clock));
        theirs.Fleet = mine.Fleet = new Fleet(Now, [new FailoverSegment(S1, RecoveryMethod.Auto)], [ComputeH3], []);
        (told, intake) = (IntakeOf(theirs), IntakeOf(mine));
        keeper = new WordKeeper(intake, store);
        leases = new Leases(store, "me", 1, clock);
        intake.Woken += woken.Add;
    }

    Intake IntakeOf(ClusterState state) => new(state, HostNames.OfNova, store, store, new IntakeCounters(), clock, NullLogger<Intake>.Instance);

    SignalStatus Admin => mine.Board.SignalsOf(H3)[Signal.AdminNetwork].Status;

    static async Task TellAsync(Intake who, HostReport report) =>
        await who.TakeAsync([new IncomingEvent(report, null, null, "test", default)], [], CancellationToken.None);

    HostReport Says(SignalStatus status, string id) =>
        new(new EventId("test", id), H3, Signal.AdminNetwork, status, "mon1", clock.GetUtcNow());

    async Task RenewAsync()
    {
        await leases.RenewAsync([S1], CancellationToken.None);
        await keeper.FollowAsync(leases.Last!, CancellationToken.None);
    }

    [Fact]
    public async Task What_another_replica_was_told_is_known_here_from_the_next_renewal_however_old_it_is()
    {
        await TellAsync(told, Says(SignalStatus.Up, "1"));
        await RenewAsync();
        clock.MoveTo(After(1));
        await TellAsync(told, Says(SignalStatus.Down, "2"));
        clock.MoveTo(After(300));
        woken.Clear();

        await RenewAsync();

        Assert.Equal(SignalStatus.Down, Admin);
        Assert.Equal([H3], woken);
        Assert.Equal(clock.GetUtcNow(), mine.Board.SignalsOf(H3)[Signal.AdminNetwork].ChangedAt);
    }

    [Fact]
    public async Task What_was_followed_is_not_written_again_or_replicas_would_follow_each_other_without_end()
    {
        await TellAsync(told, Says(SignalStatus.Down, "1"));
        await RenewAsync();
        var number = leases.Last!.Words;
        woken.Clear();

        await RenewAsync();

        Assert.Equal(number, leases.Last!.Words);
        Assert.Empty(woken);
    }

    [Fact]
    public async Task What_was_heard_here_later_stands()
    {
        await TellAsync(told, Says(SignalStatus.Down, "1"));
        clock.MoveTo(After(1));
        await TellAsync(intake, Says(SignalStatus.Up, "2"));

        await RenewAsync();

        Assert.Equal(SignalStatus.Up, Admin);
    }

    [Fact]
    public async Task What_could_not_be_followed_to_its_end_is_followed_again()
    {
        await TellAsync(told, Says(SignalStatus.Down, "1"));
        store.BeforeAppend = () => throw new IOException("disk full");
        await Assert.ThrowsAsync<IOException>(RenewAsync);
        Assert.Empty(woken);

        store.BeforeAppend = null;
        await RenewAsync();

        Assert.Equal([H3], woken);
    }

    [Fact]
    public async Task A_sign_of_life_that_another_replica_heard_speaks_against_a_proof()
    {
        await TellAsync(told, Says(SignalStatus.Down, "1"));
        await RenewAsync();
        mine.Book.Load(new OpenState([], [], [new FenceMark(H3, new IncidentId("inc-1"), Now)], OperatorState.Initial));
        clock.MoveTo(After(20));
        await TellAsync(told, Says(SignalStatus.Up, "2"));
        clock.MoveTo(After(25));

        await RenewAsync();

        Assert.Equal(After(25), mine.Board.LastLifeOf(H3)?.At);
        Assert.Equal(After(25), store.LifeSigns[H3].At);
    }
}

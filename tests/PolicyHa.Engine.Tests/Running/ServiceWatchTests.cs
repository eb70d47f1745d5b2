using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Running;

public sealed class ServiceWatchTests
{
    readonly SimClock clock = new();
    readonly MemoryStore store;
    readonly ClusterState state = new(new SignalBoard(2));
    readonly IntakeCounters counters = new();
    readonly Intake intake;

    public ServiceWatchTests()
    {
        clock.MoveTo(Now);
        store = new MemoryStore(new SimTrace(clock));
        intake = new Intake(state, HostNames.OfNova, store, store, counters, clock, NullLogger<Intake>.Instance);
    }

    SignalStatus Said => state.Board.SignalsOf(H3)[Signal.NovaCompute].Status;

    [Fact]
    public async Task What_two_readings_say_is_on_the_board_and_only_what_changed_in_the_journal()
    {
        var watch = Watch(novaObserves: true);
        await ReadAsync(watch, 0, isUp: true);
        await ReadAsync(watch, 30, isUp: true);
        Assert.Equal(SignalStatus.Up, Said);
        Assert.Equal(NovaWord.Observer, Assert.Single(await store.LoadObservationsAsync(CancellationToken.None)).Observer);
        Assert.Single(await store.LoadLatestFlipsAsync(CancellationToken.None));
        await ReadAsync(watch, 60, isUp: false);
        await ReadAsync(watch, 90, isUp: false);
        Assert.Equal(SignalStatus.Down, Said);
        Assert.Empty(await store.LoadLifeSignsAsync(CancellationToken.None));
        Assert.Empty(counters.All);                             // they are no events
    }

    [Fact]
    public async Task Nothing_is_said_unless_it_is_wanted()
    {
        await ReadAsync(Watch(novaObserves: false), 0, isUp: true);
        Assert.Equal(SignalReading.Unseen, state.Board.SignalsOf(H3)[Signal.NovaCompute]);
    }

    [Fact]
    public async Task A_reading_that_took_longer_than_reports_count_is_as_if_there_had_been_none()
    {
        var watch = Watch(novaObserves: true);
        clock.MoveTo(After(SignalBoard.AgeMax.TotalSeconds + 1));
        state.Fleet = FleetOf(0, isUp: true);
        await watch.ObserveAsync(CancellationToken.None);
        Assert.Equal(SignalStatus.Unknown, Said);
        Assert.Empty(await store.LoadObservationsAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(true, "test", "nova", "observers: {nova: false}")]
    [InlineData(false, "test", "nova", null)]
    [InlineData(true, "test", "nova2", null)]
    [InlineData(false, NovaWord.Source, "mon1", "this service's own")]
    public async Task An_event_from_outside_does_not_speak_for_Nova(bool novaObserves, string source, string observer, string? why)
    {
        state.Fleet = FleetOf(0, isUp: true);
        Watch(novaObserves);
        var told = new HostReport(new EventId(source, "1"), H3, Signal.NovaCompute, SignalStatus.Down, observer, Now);
        var refused = await intake.TakeAsync([new IncomingEvent(told, null, null, "test", default)], [], CancellationToken.None);
        Assert.Equal(why is null ? null : "reserved-observer", refused.SingleOrDefault()?.Reason);
        if (why is not null)
            Assert.Contains(why, refused[0].Detail, StringComparison.Ordinal);
        Assert.Equal(why is null ? SignalStatus.Down : SignalStatus.Unknown, Said);
    }

    ServiceWatch Watch(bool novaObserves) => new(state, intake, new DriverOptions { NovaObserves = novaObserves });

    Task ReadAsync(ServiceWatch watch, double at, bool isUp)
    {
        clock.MoveTo(After(at));
        state.Fleet = FleetOf(at, isUp);
        return watch.ObserveAsync(CancellationToken.None);
    }

    static Fleet FleetOf(double at, bool isUp) =>
        new(After(at), [new FailoverSegment(S1, RecoveryMethod.Auto)], [ComputeH3 with { ServiceUp = isUp }], []);
}

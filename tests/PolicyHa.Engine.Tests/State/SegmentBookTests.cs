using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Store;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.State;

public sealed class SegmentBookTests
{
    readonly SimClock clock = new();
    readonly MemoryStore store;
    readonly ClusterState mine = new(new SignalBoard(1));
    readonly Leases leases;
    readonly SegmentBook book;

    public SegmentBookTests()
    {
        store = new MemoryStore(new SimTrace(clock));
        leases = new Leases(store, "me", 1, clock);
        book = new SegmentBook(mine, store, leases);
        mine.Fleet = new Fleet(Now, [new FailoverSegment(S1, RecoveryMethod.Auto)], [ComputeH3], []);
    }

    static StateChanges Opened => new(S1, 1) { Incidents = [Incident()], Plans = [Plan(Step(1, StepKind.Fence))], FenceMarks = [new FenceMark(H3, Incident().Id, Now)] };

    async Task RenewAsync() => Assert.Equal([S1], await leases.RenewAsync([S1], CancellationToken.None));

    Task RecallAsync() => book.RecallAsync(S1, CancellationToken.None);

    [Fact]
    public async Task What_reached_the_disk_though_its_call_failed_is_in_memory_before_anything_else_is_decided()
    {
        await RenewAsync();
        store.AfterCommit = () => throw new IOException("the answer was lost");
        await Assert.ThrowsAsync<IOException>(() => book.CommitAsync(Opened, CancellationToken.None));
        Assert.Empty(mine.Book.Open);

        await RecallAsync();

        Assert.Equal((Incident().Id, Plan1), (Assert.Single(mine.Book.Open).Id, Assert.Single(mine.Book.PlansUnderWay).Id));
        Assert.NotNull(mine.Book.Mark(H3));
    }

    [Fact]
    public async Task What_another_closed_meanwhile_is_forgotten_with_its_plans_and_marks()
    {
        await RenewAsync();
        await book.CommitAsync(Opened, CancellationToken.None);
        var other = new Leases(store, "other", 1, clock);
        clock.MoveTo(clock.GetUtcNow() + Leases.Takeover);
        await other.RenewAsync([S1], CancellationToken.None);
        await store.CommitAsync(
            new StateChanges(S1, other.Of(S1)!.Epoch)
            {
                Incidents = [Incident() with { Version = 1, State = IncidentState.Closed }],
                Steps = [new StepMove(Step(1, StepKind.Fence).Cancel("cleared", Now), StepState.Waiting)],
                FenceMarksLifted = [H3],
            },
            CancellationToken.None);

        await Assert.ThrowsAsync<StaleStateException>(() => book.CommitAsync(new StateChanges(S1, 1) { Incidents = [Incident()] }, CancellationToken.None));
        await RecallAsync();

        Assert.Null(leases.Of(S1));
        Assert.Empty(mine.Book.Open);
        Assert.Empty(mine.Book.PlansUnderWay);
        Assert.Null(mine.Book.Mark(H3));
    }

    [Fact]
    public async Task Every_alert_is_a_line_of_the_history_too()
    {
        await RenewAsync();
        var alert = new Alert("h3", "host-fenced", AlertSeverity.Critical, H3, null, Incident().Id, "h3 is off", Now);
        await book.CommitAsync(Opened with { Alerts = [alert] }, CancellationToken.None);

        var line = Assert.Single(store.History);
        Assert.Equal(
            (History.HistoryKind.Alert, "critical", "h3 critical host-fenced: h3 is off", Incident().Id), (line.Kind, line.What, line.Text, line.Incident));
    }

    [Fact]
    public async Task What_was_closed_at_the_moment_it_was_opened_is_never_opened_again_also_after_a_crash()
    {
        var first = Id();
        await RenewAsync();
        await OpenAndCloseAsync(first);
        var second = Id();
        Assert.NotEqual(first, second);
        var next = new ClusterState(new SignalBoard(1)) { Fleet = mine.Fleet };
        next.Book.Load(await store.LoadOpenAsync(CancellationToken.None));
        Assert.Equal(second, Id(next));

        await OpenAndCloseAsync(second);
        Assert.DoesNotContain(Id(), new[] { first, second });
        mine.Book.Doubt(S1);
        var third = Id();
        await RecallAsync();
        Assert.Equal(third, Id());
        Assert.Equal(IncidentId.From("h3", Cause, After(1)), Id(at: 1));
    }

    static readonly Facts.EventId Cause = new("test", "e1");

    IncidentId Id(ClusterState? known = null, double at = 0) =>
        new Subject((known ?? mine).SnapshotOf(S1, After(at))!.Host(H3)!, null, null, Cause, Now, After(at)).IncidentId;

    async Task OpenAndCloseAsync(IncidentId id)
    {
        var opened = Incident() with { Id = id, OpenedAt = Now };
        await book.CommitAsync(new StateChanges(S1, 1) { Incidents = [opened] }, CancellationToken.None);
        await book.CommitAsync(new StateChanges(S1, 1) { Incidents = [(opened with { Version = 1 }).Close("it moved", Now)] }, CancellationToken.None);
    }

    [Fact]
    public async Task Other_segments_stay_as_they_are()
    {
        var elsewhere = Incident() with { Id = new IncidentId("inc-9"), Segment = new Facts.SegmentName("s9"), Host = new Facts.HostName("h9") };
        mine.Book.Load(new OpenState([elsewhere], [], [new FenceMark(elsewhere.Host, elsewhere.Id, Now)], OperatorState.Initial));

        mine.Book.Doubt(S1);
        await RecallAsync();

        Assert.Equal(elsewhere.Id, Assert.Single(mine.Book.Open).Id);
        Assert.NotNull(mine.Book.Mark(elsewhere.Host));
    }

    [Fact]
    public async Task What_operators_switched_elsewhere_counts_and_what_they_switch_here_meanwhile_is_kept()
    {
        var theirs = OperatorState.Initial with { Disarmed = new Disarmed("ann", "work", Now) };
        await store.SaveOperatorsAsync(theirs, new History.HistoryEntry(Now, History.HistoryKind.Control, "disarmed"), CancellationToken.None);
        mine.Book.Doubt(S1);

        await RecallAsync();
        Assert.Equal(theirs.Disarmed, mine.Operators.Disarmed);

        var ours = OperatorState.Initial with { Disarmed = new Disarmed("bob", "more work", Now) };
        mine.ReplaceOperators(OperatorState.Initial, ours);
        Assert.Equal(theirs.Disarmed, mine.Operators.Disarmed);
    }

    [Fact]
    public async Task Whoever_waits_for_plans_hears_of_a_reading()
    {
        var heard = new List<Facts.SegmentName>();
        mine.Book.Replaced += heard.Add;

        await RecallAsync();
        mine.Book.Doubt(S1);
        await RecallAsync();
        await RecallAsync();

        Assert.Equal([S1], heard);
    }
}

using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What <see cref="PolicyHa.Adapters.Storage.IRetention"/> promises.</summary>
public abstract class RetentionContract(StorageHome home) : StorageContract(home)
{
    static readonly DateTimeOffset Old = Sample.Now.AddDays(-40);
    static readonly DateTimeOffset Limit = Sample.Now.AddDays(-30);

    [Fact]
    public async Task Old_flips_go_but_the_newest_of_each_signal_stays()
    {
        Flip[] flips = [Flip("h1", 0), Flip("h1", 1), Flip("h2", 2), Flip("h2", 3) with { At = Sample.Now }];
        await Store.Journal.AppendAsync(new JournalBatch(flips, [], [], []), None);

        Assert.Equal(2, await Store.Retention.PurgeJournalAsync(Limit, None));

        Assert.Equal([flips[1], flips[3]], await Store.Journal.LoadLatestFlipsAsync(None));
        Assert.Equal(0, await Store.Retention.PurgeJournalAsync(Limit, None));
    }

    [Fact]
    public async Task Thousands_of_old_flips_go_in_one_call()
    {
        var flips = Enumerable.Range(0, 2_501).Select(i => Flip("h1", i)).ToList();
        await Store.Journal.AppendAsync(new JournalBatch(flips, [], [], []), None);

        Assert.Equal(2_500, await Store.Retention.PurgeJournalAsync(Limit, None));
    }

    [Fact]
    public async Task Old_refused_events_go()
    {
        var refused = new RefusedEvent("malformed", "", "a", [1], Old);
        var recent = new RefusedEvent("malformed", "", "b", [1], Sample.Now);
        await Store.Journal.AppendAsync(new JournalBatch([], [], [refused, recent], []), None);

        Assert.Equal(1, await Store.Retention.PurgeJournalAsync(Limit, None));

        AssertSame<IReadOnlyList<RefusedEvent>>([recent], await Store.Journal.RefusedAsync(DateTimeOffset.MinValue, 10, None));
    }

    [Fact]
    public async Task Old_history_goes_but_not_that_of_an_open_incident()
    {
        await Store.State.CommitAsync(
            await LeasedAsync() with
            {
                Incidents = [Sample.Incident("inc-open")],
                History =
                [
                    Sample.Line("old") with { At = Old },
                    Sample.Line("old, open", "inc-open") with { At = Old },
                    Sample.Line("recent"),
                ],
            },
            None);

        Assert.Equal(1, await Store.Retention.PurgeHistoryAsync(Limit, None));

        Assert.Equal(["old, open", "recent"], await HistoryTextsAsync());
    }

    [Fact]
    public async Task Sequence_numbers_are_not_used_again_after_a_purge()
    {
        var changes = await LeasedAsync();
        await Store.State.CommitAsync(changes with { History = [Sample.Line("old") with { At = Old }] }, None);
        var before = (await Store.Incidents.HistoryAsync(null, null, 0, 1, None))[0].Sequence;
        await Store.Retention.PurgeHistoryAsync(Limit, None);
        await ReopenAsync();

        await Store.State.CommitAsync(changes with { History = [Sample.Line("new")] }, None);

        Assert.True((await Store.Incidents.HistoryAsync(null, null, 0, 1, None))[0].Sequence > before);
    }

    [Fact]
    public async Task Old_alerts_go_once_they_are_settled()
    {
        var alert = Sample.Alert() with { At = Old };
        await Store.State.CommitAsync(await LeasedAsync() with { Alerts = [alert, alert with { Key = "h2" }] }, None);
        var due = await Store.Outbox.DueAsync(Sample.Now, 10, None);
        await Store.Outbox.DeliveredAsync(due[0], Sample.Now, "200", None);
        await Store.Outbox.FailedAsync(due[1], "410", null, None);

        Assert.Equal(2, await Store.Retention.PurgeHistoryAsync(Limit, None));

        Assert.Equal(due.Skip(2), await Store.Outbox.DueAsync(Sample.Now, 10, None));
    }

    [Fact]
    public async Task Old_closed_incidents_go_with_their_plans_but_not_while_the_fenced_host_is_away()
    {
        await CommitAsync(await LeasedAsync() with
        {
            Incidents =
            [
                Closed("inc-1", Old),
                Closed("inc-2", Old),
                Closed("inc-3", Sample.Now),
                Sample.Incident("inc-4") with { OpenedAt = Old },
            ],
            Plans = [Sample.Plan(steps: Sample.Step() with { State = StepState.Done })],
            FenceMarks = [new FenceMark(new HostName("h2"), new IncidentId("inc-2"), Old)],
        });

        Assert.Equal(1, await Store.Retention.PurgeHistoryAsync(Limit, None));

        var left = await Store.Incidents.ListAsync(null, null, null, 10, None);
        Assert.Equal(["inc-2", "inc-3", "inc-4"], left.Select(i => i.Id.Value).Order());
        Assert.Null(await Store.Incidents.FindPlanAsync(new PlanId("inc-1/1"), None));
    }

    [Fact]
    public async Task What_was_said_of_hosts_and_instances_that_have_left_the_cloud_goes_and_only_that()
    {
        Flip[] flips = [Flip("h1", 0), Flip("gone", 1), Flip("gone, open", 2), Flip("gone, fenced", 3)];
        await Store.Journal.AppendAsync(new JournalBatch(flips, [.. flips.Select(Word)], [], []), None);
        await Store.State.CommitAsync(
            await LeasedAsync() with
            {
                Incidents = [Sample.Incident("inc-1", "gone, open")],
                FenceMarks = [new FenceMark(new HostName("gone, fenced"), new IncidentId("inc-2"), Old)],
            },
            None);

        Assert.Equal(0, await Store.Retention.PurgeJournalAsync(Limit, None));      // no picture of the cloud: nothing has left

        await Store.Inventory.SaveAsync(
            new Fleet(Sample.Now, [new FailoverSegment(Sample.Segment, RecoveryMethod.Auto)], [new ComputeHost(new HostName("h1"), Sample.Segment, "z", "u", true, false, false, true)], []), None);
        Assert.Equal(2, await Store.Retention.PurgeJournalAsync(Limit, None));
        Assert.Equal(["gone, fenced", "gone, open", "h1"], (await Store.Journal.LoadLatestFlipsAsync(None)).Select(f => f.Host.Value).Order(StringComparer.Ordinal));
        Assert.Equal(["gone, fenced", "gone, open", "h1"], (await Store.Journal.LoadObservationsAsync(None)).Select(o => o.Host.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Signs_of_life_go_when_no_proof_is_at_issue_any_more()
    {
        LifeSign[] signs = [Sign("h1"), Sign("fenced"), Sign("open"), Sign("new") with { At = Sample.Now }];
        await Store.Journal.AppendAsync(new JournalBatch([], [], [], []) { LifeSigns = signs }, None);
        await Store.State.CommitAsync(
            await LeasedAsync() with
            {
                Incidents = [Sample.Incident("inc-1", "open")],
                FenceMarks = [new FenceMark(new HostName("fenced"), new IncidentId("inc-2"), Old)],
            },
            None);

        Assert.Equal(1, await Store.Retention.PurgeJournalAsync(Limit, None));
        Assert.Equal(["fenced", "new", "open"], (await Store.Journal.LoadLifeSignsAsync(None)).Select(s => s.Host.Value).Order(StringComparer.Ordinal));

        static LifeSign Sign(string host) => new(new HostName(host), "up", "mon1", Old);
    }

    [Fact]
    public async Task What_limits_remember_goes_when_no_limit_can_want_it()
    {
        var changes = await LeasedAsync();
        var storm = new StormRecord(Sample.Segment, "storm", new FailureDomain(LimitScope.Rack, "r1"), Old, Old.AddMinutes(1), 4, 10);
        StormRecord[] kept = [storm with { Domain = new FailureDomain(LimitScope.Rack, "r2"), EndedAt = null }, storm with { Domain = new FailureDomain(LimitScope.Rack, "r3"), EndedAt = Sample.Now }];
        FenceMark[] marks = [Mark("away", Old), Mark("back", Old), Mark("lately", Sample.Now)];
        await Store.State.CommitAsync(changes with { Storms = [storm, .. kept], FenceMarks = marks }, None);
        await Store.State.CommitAsync(changes with { FenceMarksLifted = [new HostName("back"), new HostName("lately")] }, None);

        Assert.Equal(2, await Store.Retention.PurgeHistoryAsync(Limit, None));

        var open = await Store.State.LoadOpenAsync(None);
        Assert.Equal(["away", "lately"], open.Fenced.Select(f => f.Host.Value));
        Assert.Equal(kept, open.Storms);

        static FenceMark Mark(string host, DateTimeOffset at) => new(new HostName(host), new IncidentId("inc-1"), at);
    }

    [Fact]
    public async Task An_incident_stays_while_its_reserved_host_is_taken()
    {
        var changes = await LeasedAsync();
        await CommitAsync(changes with
        {
            Incidents = [Closed("inc-1", Old)],
            Reservations = [new Reservation(new HostName("h9"), Sample.Segment, new IncidentId("inc-1"), new HostName("h1"), Old)],
        });
        Assert.Equal(0, await Store.Retention.PurgeHistoryAsync(Limit, None));

        await Store.State.CommitAsync(changes with { ReservationsEnded = [new HostName("h9")] }, None);
        Assert.Equal(1, await Store.Retention.PurgeHistoryAsync(Limit, None));
    }

    static Observation Word(Flip flip) =>
        new(flip.Host, flip.Signal, null, null, "mon1", SignalStatus.Down, Old, null, null, 1, Old, flip.Cause);

    static Flip Flip(string host, int number) => new(
        new HostName(host), Signal.Libvirt, null, null, SignalStatus.Up, SignalStatus.Down, Old.AddSeconds(number), Old,
        new EventId("s", $"e{number}"));

    static Incident Closed(string id, DateTimeOffset closedAt) =>
        Sample.Incident(id) with { State = IncidentState.Closed, OpenedAt = Old, ClosedAt = closedAt };
}

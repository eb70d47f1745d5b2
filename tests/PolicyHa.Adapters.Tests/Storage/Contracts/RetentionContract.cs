using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Signals;

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

    static Flip Flip(string host, int number) => new(
        new HostName(host), Signal.Libvirt, null, null, SignalStatus.Up, SignalStatus.Down, Old.AddSeconds(number), Old,
        new EventId("s", $"e{number}"));

    static Incident Closed(string id, DateTimeOffset closedAt) =>
        Sample.Incident(id) with { State = IncidentState.Closed, OpenedAt = Old, ClosedAt = closedAt };
}

using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>
/// What every <see cref="Engine.Ports.IAlertOutbox"/> promises. The store has two sinks, nagios and sensu.
/// </summary>
public abstract class OutboxContract(StorageHome home) : StorageContract(home)
{
    static readonly DateTimeOffset Later = Sample.Now.AddMinutes(1);

    [Fact]
    public async Task Each_sink_gets_its_item_and_every_field_of_the_alert()
    {
        var alert = Sample.Alert(key: Sample.Awkward, summary: Sample.Awkward) with { Scope = "rack " + Sample.Awkward };
        await PutAsync(alert, alert with { Key = "h2", Instance = null, Severity = AlertSeverity.Ok });
        await ReopenAsync();

        var due = await DueAsync(Sample.Now);

        Assert.Equal(["nagios", "sensu", "nagios", "sensu"], due.Select(i => i.Sink));
        Assert.Equal(due.Select(i => i.Sequence).Order().Distinct(), due.Select(i => i.Sequence));
        Assert.Equal(alert, due[0].Alert);
        Assert.Equal(alert with { Key = "h2", Instance = null, Severity = AlertSeverity.Ok }, due[2].Alert);
        Assert.All(due, i => Assert.Equal((0, Sample.Now), (i.Tries, i.NextAt)));
    }

    [Fact]
    public async Task An_alert_goes_to_its_audience_and_to_everybody_when_nobody_of_it_is_there()
    {
        await PutAsync(
            Sample.Alert(key: "h1") with { Audience = ["sensu", "pager"] }, Sample.Alert(key: "h2") with { Audience = ["pager"] });

        Assert.Equal(
            [("h1", "sensu"), ("h2", "nagios"), ("h2", "sensu")], (await DueAsync(Sample.Now)).Select(i => (i.Alert.Key, i.Sink)));
    }

    [Fact]
    public async Task An_ok_never_overtakes_the_critical_before_it()
    {
        await PutAsync(Sample.Alert(summary: "down"), Sample.Alert(summary: "up", severity: AlertSeverity.Ok));

        var first = await DueAsync(Later);
        Assert.Equal(["down", "down"], first.Select(i => i.Alert.Summary));

        await Store.Outbox.DeliveredAsync(first[0], Later, "200", None);
        var next = await DueAsync(Later);
        Assert.Equal([("nagios", "up"), ("sensu", "down")], next.Select(i => (i.Sink, i.Alert.Summary)).Order());
    }

    [Fact]
    public async Task A_failed_item_waits_and_holds_back_only_those_behind_it()
    {
        await PutAsync(Sample.Alert(summary: "down"), Sample.Alert(summary: "up"), Sample.Alert(key: "h2", summary: "other"));
        var due = await DueAsync(Sample.Now);
        foreach (var item in due.Where(i => i.Alert.Key == "h1"))
            await Store.Outbox.FailedAsync(item, "503", Later, None);

        Assert.Equal(["other", "other"], (await DueAsync(Later.AddTicks(-1))).Select(i => i.Alert.Summary));
        var again = (await DueAsync(Later))[0];
        Assert.Equal(("down", 1, Later), (again.Alert.Summary, again.Tries, again.NextAt));
    }

    [Fact]
    public async Task The_next_due_time_is_that_of_the_first_in_each_line()
    {
        Assert.Null(await Store.Outbox.NextDueAsync(None));
        await PutAsync(Sample.Alert(summary: "down"), Sample.Alert(summary: "up"));
        Assert.Equal(Sample.Now, await Store.Outbox.NextDueAsync(None));

        foreach (var item in await DueAsync(Sample.Now))
            await Store.Outbox.FailedAsync(item, "503", item.Sink == "sensu" ? Later : Later.AddHours(1), None);
        Assert.Equal(Later, await Store.Outbox.NextDueAsync(None));
    }

    [Fact]
    public async Task A_given_up_item_lets_the_next_one_pass()
    {
        await PutAsync(Sample.Alert(summary: "down"), Sample.Alert(summary: "up"));
        foreach (var item in await DueAsync(Sample.Now))
            await Store.Outbox.FailedAsync(item, "410 gone", null, None);

        Assert.Equal(["up", "up"], (await DueAsync(Sample.Now)).Select(i => i.Alert.Summary));
    }

    [Fact]
    public async Task What_is_delivered_or_given_up_is_settled_for_good()
    {
        await PutAsync(Sample.Alert());
        var due = await DueAsync(Sample.Now);
        await Store.Outbox.DeliveredAsync(due[0], Later, "200", None);
        await Store.Outbox.FailedAsync(due[1], "410", null, None);

        Assert.Empty(await DueAsync(Later));
        Assert.Null(await Store.Outbox.NextDueAsync(None));
        Assert.Equal(
            ["h1 critical incident-opened: delivered to nagios: 200", "h1 critical incident-opened: given up for sensu: 410"],
            await HistoryTextsAsync());
        await Assert.ThrowsAsync<StaleStateException>(() => Store.Outbox.DeliveredAsync(due[0], Later, "200", None));
        await Assert.ThrowsAsync<StaleStateException>(() => Store.Outbox.FailedAsync(due[1], "503", Later, None));
    }

    [Fact]
    public async Task No_more_are_given_than_asked_for_and_the_oldest_first()
    {
        await PutAsync([.. Enumerable.Range(0, 5).Select(i => Sample.Alert(key: $"h{9 - i}", summary: $"{i}"))]);

        var due = await Store.Outbox.DueAsync(Sample.Now, 3, None);

        Assert.Equal(["0", "0", "1"], due.Select(i => i.Alert.Summary));
    }

    async Task PutAsync(params Alert[] alerts) =>
        await Store.State.CommitAsync(await LeasedAsync() with { Alerts = alerts }, None);

    Task<IReadOnlyList<OutboxItem>> DueAsync(DateTimeOffset now) => Store.Outbox.DueAsync(now, 100, None);
}

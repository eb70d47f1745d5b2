using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Adapters.Alerts.Delivery;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Alerts;

public sealed class AlertDispatcherTests
{
    static readonly ActionAnswer Taken = new ActionAnswer.Accepted(null);
    static readonly ActionAnswer Busy = new ActionAnswer.Refused("busy", Retryable: true);

    readonly MemoryOutbox outbox = new();
    readonly SteppedClock clock = new(AlertSamples.At);

    [Fact]
    public async Task An_ok_never_overtakes_the_critical_before_it_and_others_do_not_wait()
    {
        var gate = new TaskCompletionSource();
        var sink = new ScriptedSink("a", async (item, _) =>
        {
            if (item.Sequence == 1)
                await gate.Task;
            return Taken;
        });
        outbox.Add(AlertSamples.Item(1, "a", "h1"), AlertSamples.Item(2, "a", "h1", AlertSeverity.Ok),
            AlertSamples.Item(3, "a", "h2"));
        await using var run = Start(sink);
        await run.Until(() => outbox.Fates.Any(f => f.Item.Sequence == 3));
        Assert.DoesNotContain(2, sink.Asked);
        gate.SetResult();
        await run.Until(() => outbox.Fates.Count == 3);
        Assert.Equal([3, 1, 2], outbox.Fates.Select(f => f.Item.Sequence));
        Assert.Equal(3, sink.Asked.Count);
    }

    [Fact]
    public async Task A_sink_that_hangs_with_thousands_of_alerts_does_not_hold_up_another()
    {
        var hanging = new ScriptedSink("hanging", async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return Taken;
        });
        var good = new ScriptedSink("good", _ => Taken);
        outbox.Add([.. Enumerable.Range(1, 2000).Select(i => AlertSamples.Item(i, "hanging", $"h{i}"))]);
        outbox.Add(AlertSamples.Item(5000, "good", "h1"));
        await using var run = Start(hanging, good);
        await run.Until(() => outbox.Fates.Count == 1);
        Assert.Equal("good", outbox.Fates[0].Item.Sink);
        Assert.Equal(AlertDispatcher.PerSinkMax, hanging.Asked.Count);
    }

    [Fact]
    public async Task A_failed_delivery_is_tried_again_later_each_time_twice_as_late()
    {
        var answers = new Queue<ActionAnswer>([Busy, new ActionAnswer.Unclear("no answer"), Busy, Taken]);
        var sink = new ScriptedSink("a", _ => answers.Dequeue());
        outbox.Add(AlertSamples.Item(1, "a"));
        await using var run = Start(sink);
        foreach (var (count, seconds) in new[] { (1, 1), (2, 2), (3, 4) })
        {
            await run.Until(() => outbox.Fates.Count == count);
            clock.Pass(TimeSpan.FromSeconds(seconds));
        }

        await run.Until(() => outbox.Fates.Count == 4);
        Assert.Equal(
            ["again at 00:00:01: busy", "again at 00:00:03: no answer", "again at 00:00:07: busy", "delivered"],
            outbox.Fates.Select(f => f.Fate));
    }

    [Theory]
    [InlineData(0, 0.0, null, 1)]
    [InlineData(0, 1.0, null, 1.2)]
    [InlineData(3, 0.0, null, 8)]
    [InlineData(8, 0.0, null, 256)]
    [InlineData(9, 0.0, null, 300)]
    [InlineData(1000, 0.5, null, 330)]
    [InlineData(0, 0.0, 120, 120)]
    [InlineData(20, 0.0, 120, 300)]
    [InlineData(0, 0.0, 86400, 3600)]
    public void Waits_double_up_to_five_minutes_and_never_fall_short_of_what_the_sink_asked(
        int tries, double jitter, int? asked, double seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            BackOff.After(tries, jitter, asked is { } s ? TimeSpan.FromSeconds(s) : null));

    [Fact]
    public async Task Retry_After_is_honoured()
    {
        var sink = new ScriptedSink(
            "a", _ => new ActionAnswer.Refused("slow down", true) { RetryAfter = TimeSpan.FromMinutes(2) });
        outbox.Add(AlertSamples.Item(1, "a"));
        await using var run = Start(sink);
        await run.Until(() => outbox.Fates.Count == 1);
        Assert.Equal("again at 00:02:00: slow down", outbox.Fates[0].Fate);
    }

    [Fact]
    public async Task A_refusal_for_good_is_given_up_and_the_next_alert_goes_on()
    {
        var sink = new ScriptedSink(
            "a", item => item.Sequence == 1 ? new ActionAnswer.Refused("bad name", Retryable: false) : Taken);
        outbox.Add(AlertSamples.Item(1, "a"), AlertSamples.Item(2, "a"), AlertSamples.Item(3, "no-such-sink"));
        await using var run = Start(sink);
        await run.Until(() => outbox.Fates.Count == 3);
        Assert.Equal(
            [
                (1, "given up: bad name"),
                (2, "delivered"),
                (3, "given up: no sink is named 'no-such-sink' in the configuration"),
            ],
            outbox.Fates.Select(f => (f.Item.Sequence, f.Fate)).Order());
    }

    [Fact]
    public async Task What_could_not_be_delivered_for_a_day_is_given_up()
    {
        clock.Pass(AlertDispatcher.GiveUpAfter + TimeSpan.FromSeconds(1));
        outbox.Add(AlertSamples.Item(1, "a"));
        await using var run = Start(new ScriptedSink("a", _ => Busy));
        await run.Until(() => outbox.Fates.Count == 1);
        Assert.Equal("given up: busy", outbox.Fates[0].Fate);
    }

    [Fact]
    public async Task A_sink_that_throws_is_tried_again()
    {
        outbox.Add(AlertSamples.Item(1, "a"));
        await using var run = Start(new ScriptedSink("a", _ => throw new InvalidOperationException("a bug")));
        await run.Until(() => outbox.Fates.Count == 1);
        Assert.Equal("again at 00:00:01: InvalidOperationException in the sink's adapter", outbox.Fates[0].Fate);
    }

    [Fact]
    public async Task A_database_that_is_away_is_waited_for()
    {
        outbox.IsAway = true;
        outbox.Add(AlertSamples.Item(1, "a"));
        await using var run = Start(new ScriptedSink("a", _ => Taken));
        await run.Until(() => outbox.Reads > 0);
        outbox.IsAway = false;
        await run.Until(() =>
        {
            clock.Pass(TimeSpan.FromMilliseconds(100));
            return outbox.Fates.Count == 1;
        });
    }

    [Fact]
    public async Task A_wake_is_enough_time_need_not_pass()
    {
        await using var run = Start(new ScriptedSink("a", _ => Taken));
        await run.Until(() => outbox.Reads >= 2);
        outbox.Add(AlertSamples.Item(1, "a"));
        run.Dispatcher.Wake();
        await run.Until(() => outbox.Fates.Count == 1);
    }

    [Fact]
    public async Task A_stop_ends_deliveries_under_way_without_recording_them()
    {
        var asked = new TaskCompletionSource();
        outbox.Add(AlertSamples.Item(1, "a"));
        var run = Start(new ScriptedSink("a", async (_, ct) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return Taken;
        }));
        await asked.Task;
        await run.DisposeAsync();
        Assert.Empty(outbox.Fates);
    }

    DispatcherRun Start(params IAlertSink[] sinks) =>
        new(new AlertDispatcher(outbox, sinks, clock, () => 0, NullLogger<AlertDispatcher>.Instance));
}

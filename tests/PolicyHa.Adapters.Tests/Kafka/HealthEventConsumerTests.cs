using Microsoft.Extensions.Logging.Abstractions;
using PolicyHa.Adapters.Kafka;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Tests.Kafka;

public sealed class HealthEventConsumerTests : IDisposable
{
    readonly MockCluster kafka = new();

    public void Dispose() => kafka.Dispose();

    [Fact]
    public async Task Events_of_both_modes_come_in_with_origin_and_payload_and_bad_ones_with_the_reason()
    {
        var large = EventText.Storage.With("data.raw", new string('x', 300_000)).Bytes;
        var (data, headers) = EventText.Storage.With("id", "binary").Binary;
        var structured = EventText.Storage.With("id", "structured").Bytes;
        await kafka.Send("k", structured, ("content-type", "application/cloudevents+json"u8.ToArray()));
        await kafka.Send("k", data, [.. headers.Select(h => (h.Name, h.Value.ToArray()))]);
        await kafka.Send("k", EventText.OfType("service", null).Bytes);
        await kafka.Send("k", "{no json"u8.ToArray());
        await kafka.Send("k", null);
        await kafka.Send("k", large);

        await using var run = new ConsumerRun(kafka.Options);
        await run.Until(() => run.Taken.Count == 6);

        var taken = run.Taken.ToList();
        Assert.Equal(["structured", "binary", null, null, null, null], taken.Select(e => e.Report?.Id.Id));
        Assert.Equal([null, null, null, "malformed", "tombstone", "too-large"], taken.Select(e => e.RefusedBecause));
        Assert.IsType<HostReport>(taken[1].Report);
        Assert.Equal(data, taken[1].Payload);
        Assert.Equal(large, taken[5].Payload);
        Assert.Equal($"the event has {large.Length} bytes, expected 262144 at most", taken[5].Detail);
        var (partition, next) = Assert.Single(run.Offsets);
        Assert.Equal(6, next);
        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"ha.health.v1/{partition}@{i}"), taken.Select(e => e.Origin));
    }

    [Fact]
    public async Task A_batch_that_was_not_taken_is_given_to_the_next_consumer_and_one_that_was_is_not()
    {
        await kafka.Send("h1", 1, 5);
        var first = new ConsumerRun(kafka.Options, (_, ct) => Task.Delay(Timeout.Infinite, ct));
        await first.Until(() => first.Given.Sum(b => b.Count) >= 1);
        await first.DisposeAsync();

        var second = new ConsumerRun(kafka.Options);
        await second.Until(() => second.Taken.Count == 5);
        await second.DisposeAsync();
        Assert.Equal(["h1-1", "h1-2", "h1-3", "h1-4", "h1-5"], second.TakenIds);

        await kafka.Send("h1", 6, 6);
        await using var third = new ConsumerRun(kafka.Options);
        await third.Until(() => !third.Taken.IsEmpty);
        Assert.Equal(["h1-6"], third.TakenIds);
    }

    [Fact]
    public async Task A_batch_that_is_turned_down_is_given_again_and_nothing_is_lost_or_reordered()
    {
        var failures = 0;
        await using var run = new ConsumerRun(kafka.Options with { BatchMax = 4 }, (_, _) =>
            failures++ < 3 ? throw new IOException("the database is away") : Task.CompletedTask);
        await kafka.Send("h1", 1, 10);
        await run.Until(() => run.Taken.Count == 10);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"h1-{i}"), run.TakenIds);
        Assert.Single(run.Given.Take(4).Select(batch => batch[0].Origin).Distinct());
        await run.Until(() => run.Health is { FailedDeliveries: 0, Lag: 0 });
    }

    [Fact]
    public async Task It_has_caught_up_when_all_that_waited_has_been_taken_and_not_before()
    {
        await kafka.Send("h1", 1, 5);
        var gate = new TaskCompletionSource();
        await using var run = new ConsumerRun(kafka.Options, (_, _) => gate.Task);
        Assert.NotNull(run.WhatIsUnread);
        await run.Until(() => !run.Given.IsEmpty);
        Assert.NotNull(run.WhatIsUnread);
        gate.SetResult();
        await run.Until(() => run.WhatIsUnread is null);
        Assert.Equal(5, run.Taken.Count);
    }

    [Fact]
    public async Task Where_nothing_waits_it_has_caught_up_as_soon_as_it_has_joined()
    {
        await using var run = new ConsumerRun(kafka.Options);
        await run.Until(() => run.WhatIsUnread is null);
        Assert.NotEmpty(run.Health.Partitions);
    }

    [Fact]
    public async Task A_slow_delivery_keeps_its_place_in_the_group()
    {
        var gate = new TaskCompletionSource();
        await using var run = new ConsumerRun(kafka.Options, (_, _) => gate.Task);
        await kafka.Send("h1", 1, 1);
        await run.Until(() => !run.Given.IsEmpty);
        await kafka.Send("h1", 2, 20);
        var polled = run.Health.LastPollAt;
        await run.Until(() => run.Health.LastPollAt > polled + TimeSpan.FromMilliseconds(500));
        Assert.Single(run.Given);
        gate.SetResult();
        await run.Until(() => run.Taken.Count == 20);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"h1-{i}"), run.TakenIds);
    }

    [Fact]
    public async Task The_order_of_each_host_is_kept_across_many_batches()
    {
        await using var run = new ConsumerRun(kafka.Options with { BatchMax = 7 });
        await Task.WhenAll(Enumerable.Range(1, 8).Select(h => kafka.Send($"h{h}", 1, 50)));
        await run.Until(() => run.Taken.Count == 400);
        Assert.All(Enumerable.Range(1, 8), h => Assert.Equal(
            Enumerable.Range(1, 50).Select(i => $"h{h}-{i}"),
            run.Taken.Where(e => e.Report!.Host.Value == $"h{h}").Select(e => e.Report!.Id.Id)));
        Assert.Equal(400, run.Offsets.Values.Sum());
        Assert.All(run.Given, batch => Assert.InRange(batch.Count, 1, 7));
    }

    [Fact]
    public async Task A_broker_that_is_away_is_waited_for()
    {
        await using var run = new ConsumerRun(kafka.Options);
        await kafka.Send("h1", 1, 3);
        await run.Until(() => run.Taken.Count == 3 && run.Health.BrokersUp == 1);
        kafka.Down();
        await run.Until(() => run.Health is { BrokersUp: 0, LastError: not null });
        kafka.Up();
        await kafka.Send("h1", 4, 6);
        await run.Until(() => run.Taken.Count >= 6);
        Assert.Equal(Enumerable.Range(1, 6).Select(i => $"h1-{i}"), run.TakenIds.Distinct());
        await run.Until(() => run.Health is { BrokersUp: 1, LastError: null });
    }

    [Fact]
    public async Task Two_members_share_the_partitions_and_a_leaving_ones_go_to_the_other()
    {
        await using var first = new ConsumerRun(kafka.Options);
        await first.Until(() => first.Health.Partitions.Count == 4);
        var second = new ConsumerRun(kafka.Options);
        await first.Until(() => first.Health.Partitions.Count == 2 && second.Health.Partitions.Count == 2);
        Assert.Empty(first.Health.Partitions.Intersect(second.Health.Partitions));
        await Task.WhenAll(Enumerable.Range(1, 8).Select(h => kafka.Send($"h{h}", 1, 10)));
        await first.Until(() => first.Taken.Count + second.Taken.Count == 80);
        await second.DisposeAsync();
        await first.Until(() => first.Health.Partitions.Count == 4);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(h => kafka.Send($"h{h}", 11, 20)));
        await first.Until(() => first.TakenIds.Concat(second.TakenIds).Distinct().Count() == 160);
        Assert.Equal(160, first.Taken.Count + second.Taken.Count);
    }

    [Fact]
    public async Task Refused_events_are_put_on_the_quarantine_topic_with_their_reason()
    {
        using var quarantine = new KafkaQuarantine(kafka.Options, NullLogger<KafkaQuarantine>.Instance);
        await quarantine.PutAsync(
        [
            new RefusedEvent("malformed", "line 1, byte 2: 'n'", "ha.health.v1/3@17", "{no json"u8.ToArray(),
                DateTimeOffset.UnixEpoch),
            new RefusedEvent(
                "unknown-host", "no host cmp99", "http 10.0.0.7", "{}"u8.ToArray(), DateTimeOffset.UnixEpoch),
        ],
        default);
        var records = kafka.Read(MockCluster.Quarantine, 2);
        Assert.Equal(["ha.health.v1", "http 10.0.0.7"], records.Select(r => r.Key));
        Assert.Equal("{no json"u8.ToArray(), records[0].Value);
        Assert.Equal(
            [("reason", "malformed"), ("detail", "line 1, byte 2: 'n'"), ("origin", "ha.health.v1/3@17")],
            records[0].Headers.Select(h => (h.Key, System.Text.Encoding.UTF8.GetString(h.GetValueBytes()))));
    }
}

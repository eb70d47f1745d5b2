using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using PolicyHa.Samples.Cloud.Kafka;

namespace PolicyHa.Api.Tests.EndToEnd;

/// <summary>What monitors should never send, over Kafka.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class BadInputTests
{
    static readonly string[] Signals = ["admin", "tenant", "storage", "nova-compute", "libvirt"];

    [Fact]
    public async Task Bad_events_are_counted_and_put_aside_with_their_reasons_and_the_next_good_one_still_works()
    {
        await using var running = await RunningCloud.StartAsync(monitors: false);
        using var producer = running.Cloud.CreateProducer();
        var hosts = running.Cloud.HostNames;
        foreach (var (host, signal) in hosts.SelectMany(h => Signals.Select(s => (h, s))))
            await SayAsync(producer, host, signal, "up");
        var taken = hosts.Count * Signals.Length * 2;
        await UntilCountedAsync(running, "taken", taken);

        var now = DateTimeOffset.UtcNow;
        await producer.SendAsync("compute-99", "admin", "down", "mon1");
        await SendAsync(producer, Encoding.UTF8.GetBytes("""{"specversion": "1.0", "id": """));
        await SendAsync(producer, Event(type: "ha.health.weather"));
        await SendAsync(producer, Event(e => Assert.True(e["data"]!.AsObject().Remove("observedAt") && e.Remove("time"))));
        await SendAsync(producer, Event(e => e["data"]!["reason"] = new string('x', 300 * 1024)));
        await producer.SendAsync(HealthEvent.Of("compute-1", "storage", "down", "mon1", now.AddMinutes(-2)));
        await producer.SendAsync(HealthEvent.Of("compute-1", "tenant", "degraded", "mon1", now.AddHours(1)));

        string[] reasons = ["invalid", "malformed", "too-large", "too-old", "unknown-host", "unknown-type"];
        foreach (var reason in reasons)
            await UntilCountedAsync(running, reason, 1);
        await UntilCountedAsync(running, "taken", taken + 1);          // the one from the future, as of now
        Assert.Equal(reasons, Quarantined(running.Cloud.KafkaBootstrap, reasons.Length).Order());
        Assert.Empty(running.Cloud.Audit().Events);

        running.Cloud.Crash("compute-1");
        foreach (var network in Signals[..3])
            await SayAsync(producer, "compute-1", network, "down");
        await running.UntilClosedAsync("compute-1");
        await running.AssertRecoveredOnceAsync("compute-1", ["orders-db", "mail", "web-1", "web-2"]);
    }

    /// <summary>Both monitors say it.</summary>
    static async Task SayAsync(HealthEventProducer producer, string host, string signal, string status)
    {
        await producer.SendAsync(host, signal, status, "mon1");
        await producer.SendAsync(host, signal, status, "mon2");
    }

    static Task SendAsync(HealthEventProducer producer, byte[] value) => producer.SendRawAsync("compute-1"u8.ToArray(), value);

    /// <summary>A good event, but for what is done to it.</summary>
    static byte[] Event(Action<JsonObject>? change = null, string type = "ha.health.network")
    {
        var now = DateTimeOffset.UtcNow.ToString("O");
        var whole = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = Guid.NewGuid().ToString(),
            ["source"] = "/monitors/mon1",
            ["type"] = type,
            ["subject"] = "compute-1",
            ["time"] = now,
            ["data"] = new JsonObject
            {
                ["host"] = "compute-1",
                ["signal"] = "network",
                ["component"] = "admin",
                ["status"] = "down",
                ["observedAt"] = now,
                ["observer"] = "mon1",
            },
        };
        change?.Invoke(whole);
        return Encoding.UTF8.GetBytes(whole.ToJsonString());
    }

    static Task UntilCountedAsync(RunningCloud running, string outcome, int count)
    {
        var line = $"policyha_events_total{{outcome=\"{outcome}\"}} {count}";
        return running.Service.UntilAsync(
            async () => (await running.Service.Api.GetStringAsync("/metrics")).Split('\n').Contains(line), $"{line} in /metrics");
    }

    /// <summary>The reasons on the quarantine topic.</summary>
    static List<string> Quarantined(string brokers, int count)
    {
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(
            new ConsumerConfig { BootstrapServers = brokers, GroupId = "reader", EnableAutoCommit = false }).Build();
        consumer.Assign(new TopicPartitionOffset(HealthTopics.Quarantine, 0, Offset.Beginning));
        var reasons = new List<string>();
        while (reasons.Count < count && consumer.Consume(TimeSpan.FromSeconds(10)) is { } record)
        {
            Assert.NotEmpty(record.Message.Headers.GetLastBytes("detail"));
            reasons.Add(Encoding.UTF8.GetString(record.Message.Headers.GetLastBytes("reason")));
        }

        return reasons;
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using PolicyHa.Samples.Cloud;
using PolicyHa.Samples.Cloud.Kafka;

namespace PolicyHa.Adapters.Tests.Cloud;

public sealed class KafkaBrokerTests
{
    static readonly DateTimeOffset Seen = new(2026, 11, 21, 3, 4, 4, 900, TimeSpan.Zero);

    [Fact]
    public async Task Structured_binary_and_raw_records_come_out_as_they_went_in()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var producer = cloud.CreateProducer();
        await producer.SendAsync(
            HealthEvent.Of("compute-1", "storage", "down", "mon1", Seen) with { Id = "e-1", TtlSeconds = 60 });
        await producer.SendAsync(HealthEvent.Of("compute-1", "storage", "up", "mon1", Seen) with { Id = "e-2" },
            binary: true);
        await producer.SendRawAsync("compute-1"u8.ToArray(), "{no json"u8.ToArray());

        var records = Read(cloud.KafkaBootstrap, 3);

        var structured = JsonNode.Parse(records[0].Value)!;
        Assert.All(records, r => Assert.Equal("compute-1", Encoding.UTF8.GetString(r.Key)));
        Assert.StartsWith("application/cloudevents+json", Header(records[0], "content-type"), StringComparison.Ordinal);
        Assert.Equal(["1.0", "e-1", "ha.health.network", "compute-1"],
            new[] { "specversion", "id", "type", "subject" }.Select(name => structured[name]!.ToString()));
        Assert.Equal("""
            {"host":"compute-1","signal":"network","status":"down","severity":"critical",
            "observedAt":"2026-11-21T03:04:04.900Z","observer":"mon1","component":"storage","ttlSeconds":60}
            """.Replace("\n", "", StringComparison.Ordinal), structured["data"]!.ToJsonString());

        Assert.Equal(("e-2", "application/json", "ha.health.network"),
            (Header(records[1], "ce_id"), Header(records[1], "content-type"), Header(records[1], "ce_type")));
        Assert.Equal("ok", JsonNode.Parse(records[1].Value)!["status"]!.ToString());
        Assert.Equal("{no json", Encoding.UTF8.GetString(records[2].Value));
    }

    [Fact]
    public async Task Monitors_report_the_truth_of_every_host_from_two_observers()
    {
        await using var cloud = await SimulatedCloud.StartAsync(new CloudOptions { Monitors = true });
        cloud.Crash("compute-1");
        var seen = new HashSet<(string, string, string, string)>();
        Read(cloud.KafkaBootstrap, 1_000, record =>
        {
            var data = JsonNode.Parse(record.Value)!["data"]!;
            var what = data["component"]?.ToString() ?? data["signal"]!.ToString();
            seen.Add((data["host"]!.ToString(), what, data["status"]!.ToString(), data["observer"]!.ToString()));
            return seen.IsSupersetOf(
            [
                ("compute-1", "admin", "down", "mon1"), ("compute-1", "admin", "down", "mon2"),
                ("compute-1", "libvirt", "unknown", "mon1"),
                ("compute-2", "storage", "ok", "mon1"), ("compute-2", "nova-compute", "ok", "mon2"),
            ]);
        });
    }

    [Fact]
    public void A_signal_nobody_knows_is_refused() =>
        Assert.Throws<ArgumentException>(() => HealthEvent.Of("compute-1", "smell", "down", "mon1", Seen));

    static string Header(Message<byte[], byte[]> record, string name) =>
        Encoding.UTF8.GetString(record.Headers.GetLastBytes(name));

    static List<Message<byte[], byte[]>> Read(
        string bootstrap, int count, Func<Message<byte[], byte[]>, bool>? enough = null)
    {
        var settings = new ConsumerConfig { BootstrapServers = bootstrap, GroupId = "test" };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(settings).Build();
        consumer.Assign(Enumerable.Range(0, HealthTopics.HealthPartitions)
            .Select(p => new TopicPartitionOffset(HealthTopics.Health, p, Offset.Beginning)));
        var records = new List<Message<byte[], byte[]>>();
        while (records.Count < count)
        {
            var result = consumer.Consume(TimeSpan.FromSeconds(10));
            Assert.NotNull(result);
            records.Add(result.Message);
            if (enough?.Invoke(result.Message) == true)
            {
                return records;
            }
        }

        Assert.Null(enough);
        return records;
    }
}

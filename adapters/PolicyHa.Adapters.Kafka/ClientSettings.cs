using Confluent.Kafka;

namespace PolicyHa.Adapters.Kafka;

/// <summary>What we ask of librdkafka.</summary>
internal static class ClientSettings
{
    /// <summary>
    /// Offsets are stored by us when a batch was taken, and committed in the background; nothing waits for it.
    /// </summary>
    const int CommitIntervalMs = 250;

    public static ConsumerConfig Consumer(KafkaOptions options) => new(Common(options))
    {
        GroupId = options.Group,
        EnableAutoCommit = true,
        EnableAutoOffsetStore = false,
        AutoCommitIntervalMs = CommitIntervalMs,
        AutoOffsetReset = AutoOffsetReset.Earliest,
        // Partitions that stay with a member are read on while others move.
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
        // A dead replica's partitions move within 10 s.
        SessionTimeoutMs = 10_000,
        HeartbeatIntervalMs = 3_000,
        FetchMinBytes = 1,
        // A broker answers as soon as there is an event; some wait this long first all the same.
        FetchWaitMaxMs = 5,
        FetchErrorBackoffMs = 50,
        QueuedMaxMessagesKbytes = 16 * 1024,
        ConsumeResultFields = "headers,topic",
        AllowAutoCreateTopics = false,
        StatisticsIntervalMs = 1_000,
        // Says when everything that was waiting has been read, also where nothing was: a lag is not known there.
        EnablePartitionEof = true,
    };

    public static ProducerConfig Producer(KafkaOptions options) => new(Common(options))
    {
        Acks = Acks.All,
        EnableIdempotence = true,
        LingerMs = 2,
        MessageTimeoutMs = 30_000,
    };

    static Dictionary<string, string> Common(KafkaOptions options)
    {
        var settings = options.Security.ToDictionary(s => s.Key, s => SettingValue.Resolve(s.Value));
        settings["bootstrap.servers"] = string.Join(',', options.Brokers);
        settings["client.id"] = "policyha";
        settings["socket.keepalive.enable"] = "true";
        settings["reconnect.backoff.ms"] = "100";
        settings["reconnect.backoff.max.ms"] = "2000";   // back soon after a broker is
        settings["log.connection.close"] = "false";      // brokers close idle connections all day
        return settings;
    }
}

using System.Diagnostics.Metrics;

namespace PolicyHa.Adapters.Kafka;

/// <summary>The intake's counters, of the meter <c>PolicyHa.Kafka</c>.</summary>
internal static class KafkaMeters
{
    static readonly Meter Meter = new("PolicyHa.Kafka");

    public static readonly Counter<long> Events =
        Meter.CreateCounter<long>("policyha.kafka.events", description: "Records read.");

    public static readonly Counter<long> Undecodable =
        Meter.CreateCounter<long>(
            "policyha.kafka.undecodable", description: "Records that could not be decoded, by reason.");

    public static readonly Counter<long> FailedDeliveries =
        Meter.CreateCounter<long>(
            "policyha.kafka.failed_deliveries", description: "Batches turned down and given again.");
}

namespace PolicyHa.Samples.Cloud.Kafka;

/// <summary>The broker and a producer for it, if the cloud has Kafka.</summary>
internal sealed class KafkaSide : IDisposable
{
    readonly MockBroker? broker;
    readonly Lazy<HealthEventProducer>? producer;

    public KafkaSide(bool wanted, TimeProvider clock)
    {
        if (!wanted)
        {
            return;
        }

        broker = new MockBroker();
        broker.CreateTopic(HealthTopics.Health, HealthTopics.HealthPartitions);
        broker.CreateTopic(HealthTopics.Quarantine, 1);
        broker.CreateTopic(HealthTopics.Decisions, 1);
        producer = new Lazy<HealthEventProducer>(() => new HealthEventProducer(broker.Bootstrap, clock));
    }

    public MockBroker Broker => broker ?? throw NoKafka();

    public string? Bootstrap => broker?.Bootstrap;

    public HealthEventProducer Producer => producer?.Value ?? throw NoKafka();

    public void Dispose()
    {
        if (producer is { IsValueCreated: true })
        {
            producer.Value.Dispose();
        }

        broker?.Dispose();
    }

    static InvalidOperationException NoKafka() => new("This cloud was started without Kafka (CloudOptions.Kafka).");
}

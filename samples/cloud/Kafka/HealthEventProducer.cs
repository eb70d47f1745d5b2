using Confluent.Kafka;

namespace PolicyHa.Samples.Cloud.Kafka;

/// <summary>Sends health events as a monitor would, and bad bytes as no monitor should.</summary>
public sealed class HealthEventProducer : IDisposable
{
    readonly IProducer<byte[], byte[]> producer;
    readonly TimeProvider clock;

    /// <param name="bootstrap">host:port of a broker.</param>
    /// <param name="clock">For the time of events; null is the system's.</param>
    public HealthEventProducer(string bootstrap, TimeProvider? clock = null)
    {
        NativeKafka.MakeFindable();
        this.clock = clock ?? TimeProvider.System;
        producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrap,
            Acks = Acks.All,
            EnableIdempotence = true,
            LingerMs = 2,
        }).SetLogHandler((_, _) => { }).Build();
    }

    /// <summary>Sends one event; it is in the broker when the task ends.</summary>
    /// <param name="health">What to say.</param>
    /// <param name="binary">CloudEvents' binary mode (attributes as headers); structured JSON otherwise.</param>
    /// <param name="ct">Stops the waiting, not the sending.</param>
    public Task SendAsync(HealthEvent health, bool binary = false, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(health);
        var now = clock.GetUtcNow();
        var record = binary ? CloudEventFormat.Binary(health, now) : CloudEventFormat.Structured(health, now);
        return producer.ProduceAsync(HealthTopics.Health, record, ct);
    }

    /// <summary>Short form: <c>await producer.SendAsync("compute-1", "admin", "down", "mon1")</c>,
    /// observed now.</summary>
    public Task SendAsync(string host, string signal, string status, string observer, CancellationToken ct = default) =>
        SendAsync(HealthEvent.Of(host, signal, status, observer, clock.GetUtcNow()), ct: ct);

    /// <summary>Sends bytes as they are.</summary>
    public Task SendRawAsync(
        byte[]? key, byte[]? value, IReadOnlyDictionary<string, byte[]>? headers = null,
        string topic = HealthTopics.Health, CancellationToken ct = default)
    {
        var message = new Message<byte[], byte[]> { Key = key!, Value = value!, Headers = [] };
        foreach (var (name, bytes) in headers ?? new Dictionary<string, byte[]>())
        {
            message.Headers.Add(name, bytes);
        }

        return producer.ProduceAsync(topic, message, ct);
    }

    /// <summary>Hands an event to the client's queue and does not wait.</summary>
    internal void Enqueue(HealthEvent health)
    {
        try
        {
            producer.Produce(HealthTopics.Health, CloudEventFormat.Structured(health, clock.GetUtcNow()));
        }
        catch (ProduceException<byte[], byte[]> e) when (e.Error.Code is ErrorCode.Local_QueueFull)
        {
            // The broker is away: a monitor's old word is worth nothing when it comes back.
        }
    }

    public void Dispose() => producer.Dispose();
}

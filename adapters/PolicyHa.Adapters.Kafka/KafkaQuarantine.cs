using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Kafka;

/// <summary>
/// Puts refused events on the quarantine topic: the payload as it came, with key = source topic and headers
/// <c>reason</c>, <c>detail</c>, <c>origin</c>.
/// </summary>
public sealed class KafkaQuarantine : IEventQuarantine, IDisposable
{
    /// <summary>Headers are for reading; the journal has the rest.</summary>
    const int DetailMax = 2000;

    readonly IProducer<string, byte[]> producer;
    readonly string topic;

    public KafkaQuarantine(KafkaOptions options, ILogger<KafkaQuarantine> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        NativeClient.MakeFindable();
        topic = options.QuarantineTopic;
        producer = new ProducerBuilder<string, byte[]>(ClientSettings.Producer(options))
            .SetLogHandler((_, message) => ClientLog.Write(log, message))
            .SetErrorHandler((_, error) => ClientLog.LogClientError(log, error.Code, error.Reason))
            .Build();
    }

    /// <summary>All are on the topic, on every replica, when it returns. Repeating it puts them there again.</summary>
    /// <exception cref="KafkaException">The broker did not take one within 30 s.</exception>
    public Task PutAsync(IReadOnlyList<RefusedEvent> events, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(events);
        return Task.WhenAll(events.Select(refused => producer.ProduceAsync(topic, Record(refused), ct)));
    }

    public void Dispose() => producer.Dispose();

    static Message<string, byte[]> Record(RefusedEvent refused) => new()
    {
        Key = Origins.TopicOf(refused.Origin),
        Value = refused.Payload,
        Timestamp = new Timestamp(refused.At),
        Headers = new Headers
        {
            { "reason", Encoding.UTF8.GetBytes(refused.Reason) },
            { "detail", Encoding.UTF8.GetBytes(string.Concat(refused.Detail.Take(DetailMax))) },
            { "origin", Encoding.UTF8.GetBytes(refused.Origin) },
        },
    };
}

using System.Runtime.InteropServices;
using Confluent.Kafka;
using PolicyHa.Adapters.Kafka.Decoding;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Kafka.Intake;

/// <summary>Makes an incoming event of a Kafka record. Not thread-safe.</summary>
internal sealed class RecordDecoder
{
    readonly List<EventHeader> headers = [];

    public IncomingEvent Decode(ConsumeResult<Ignore, byte[]> record)
    {
        headers.Clear();
        foreach (var header in record.Message.Headers ?? [])
            headers.Add(new EventHeader(header.Key, header.GetValueBytes()));
        var payload = record.Message.Value ?? [];
        var origin = Origins.Of(record.Topic, record.Partition.Value, record.Offset.Value);
        KafkaMeters.Events.Add(1);
        switch (HealthEventDecoder.Decode(payload, CollectionsMarshal.AsSpan(headers)))
        {
            case DecodeResult.Decoded decoded:
                return new IncomingEvent(decoded.Report, null, null, origin, payload);
            case DecodeResult.Informational informational:
                return new IncomingEvent(null, null, informational.About, origin, payload);
            case DecodeResult.Undecodable undecodable:
                KafkaMeters.Undecodable.Add(1, new KeyValuePair<string, object?>("reason", undecodable.Reason));
                return new IncomingEvent(null, undecodable.Reason, undecodable.Detail, origin, payload);
            case var other:
                throw new InvalidOperationException($"no such result: {other.GetType().Name}");
        }
    }
}

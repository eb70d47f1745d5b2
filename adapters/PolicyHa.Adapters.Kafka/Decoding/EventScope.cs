namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>How much an event is about.</summary>
internal enum EventScope
{
    Host,
    Instance,
    Cluster,
}

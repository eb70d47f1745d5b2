namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>The types of the canonical event, <c>ha.health.*</c>.</summary>
internal enum EventType
{
    Unknown,
    Network,
    Storage,
    Libvirt,
    NovaCompute,
    Host,
    Instance,
    Service,
}

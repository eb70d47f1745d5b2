namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>The names of event types on the wire.</summary>
internal static class EventTypes
{
    public const string Known =
        "ha.health.network, ha.health.storage, ha.health.libvirt, ha.health.nova-compute, ha.health.host, "
        + "ha.health.instance, ha.health.service";

    static ReadOnlySpan<byte> Prefix => "ha.health."u8;

    /// <summary>Reads <c>ha.health.network</c>.</summary>
    public static EventType Parse(Field type) =>
        type.IsText && type.Raw.StartsWith(Prefix) ? ParseSignal(type.Raw[Prefix.Length..]) : EventType.Unknown;

    /// <summary>What <c>data.signal</c> must say for this type.</summary>
    public static string SignalOf(EventType type) => type switch
    {
        EventType.Network => "network",
        EventType.Storage => "storage",
        EventType.Libvirt => "libvirt",
        EventType.NovaCompute => "nova-compute",
        EventType.Host => "host",
        EventType.Instance => "instance",
        EventType.Service => "service",
        _ => "network, storage, libvirt, nova-compute, host, instance or service",
    };

    /// <summary>Reads <c>network</c>.</summary>
    public static EventType ParseSignal(ReadOnlySpan<byte> signal) => signal switch
    {
        _ when signal.SequenceEqual("network"u8) => EventType.Network,
        _ when signal.SequenceEqual("storage"u8) => EventType.Storage,
        _ when signal.SequenceEqual("libvirt"u8) => EventType.Libvirt,
        _ when signal.SequenceEqual("nova-compute"u8) => EventType.NovaCompute,
        _ when signal.SequenceEqual("host"u8) => EventType.Host,
        _ when signal.SequenceEqual("instance"u8) => EventType.Instance,
        _ when signal.SequenceEqual("service"u8) => EventType.Service,
        _ => EventType.Unknown,
    };
}

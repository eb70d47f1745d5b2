using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>
/// What a libvirt lifecycle event says about the guest. Numbers of virDomainEventType and its details
/// (libvirt-domain.h).
/// </summary>
internal readonly record struct LibvirtLifecycle(int Event, int Detail)
{
    const int Started = 2;
    const int Suspended = 3;
    const int Resumed = 4;
    const int Stopped = 5;
    const int Crashed = 8;

    /// <summary>
    /// The fault it tells of; null when it tells of none. A shutdown or destroy is what users and Nova do all day.
    /// </summary>
    public InstanceFaultKind? Fault => (Event, Detail) switch
    {
        (Stopped, 2) or (Crashed, _) => InstanceFaultKind.Crashed,
        (Stopped, 5) => InstanceFaultKind.Failed,
        (Suspended, 2 or 6) => InstanceFaultKind.IoError,   // 6, api error: libvirt could not go on with the storage
        (Suspended, 3) => InstanceFaultKind.Watchdog,
        _ => null,
    };

    /// <summary>The guest runs again.</summary>
    public bool EndsFault => Event is Started or Resumed;

    public override string ToString() => $"{Event}/{Detail}";

    /// <summary>Reads <c>5/2</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out LibvirtLifecycle lifecycle)
    {
        lifecycle = default;
        if (text is not [>= (byte)'0' and <= (byte)'9', (byte)'/', >= (byte)'0' and <= (byte)'9'])
            return false;
        lifecycle = new LibvirtLifecycle(text[0] - '0', text[2] - '0');
        return true;
    }
}

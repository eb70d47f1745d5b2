using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>A fault inside one instance, as the board keeps it.</summary>
/// <param name="Since">Our clock.</param>
public sealed record FaultEntry(
    InstanceId Instance, InstanceFaultKind Kind, DateTimeOffset Since, DateTimeOffset ObservedAt, EventId Cause);

using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>The agreed status of a signal, or of an instance, changed. Only flips wake the loop.</summary>
/// <param name="Instance">Null for a host signal; then <paramref name="Signal"/> is set, else <paramref name="Fault"/>.</param>
/// <param name="At">Our clock.</param>
/// <param name="ObservedAt">The observer's clock.</param>
public sealed record Flip(
    HostName Host,
    Signal? Signal,
    InstanceId? Instance,
    InstanceFaultKind? Fault,
    SignalStatus From,
    SignalStatus To,
    DateTimeOffset At,
    DateTimeOffset ObservedAt,
    EventId Cause)
{
    /// <summary>For example <c>h3 storage up → down</c>.</summary>
    public string Text => Instance is { } instance
        ? $"instance {instance} on {Host} {(To == SignalStatus.Down ? Fault!.Value.Name() : "recovered")}"
        : $"{Host} {Signal!.Value.Name()} {From.Name()} -> {To.Name()}";
}

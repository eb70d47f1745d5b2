using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>The latest word of one observer on one signal or instance: what the board remembers and the journal keeps.</summary>
/// <param name="Instance">Null for a host signal; then <paramref name="Signal"/> is set, else <paramref name="Fault"/>.</param>
/// <param name="ReceivedAt">Our clock, when this word was last heard.</param>
public sealed record Observation(
    HostName Host,
    Signal? Signal,
    InstanceId? Instance,
    InstanceFaultKind? Fault,
    string Observer,
    SignalStatus Status,
    DateTimeOffset ObservedAt,
    long? Sequence,
    TimeSpan? Ttl,
    int Votes,
    DateTimeOffset ReceivedAt,
    EventId Cause)
{
    /// <summary>The event it came with, as far as it is remembered; null: it is about an instance.</summary>
    public HostReport? AsHostReport() => Signal is { } signal
        ? new HostReport(Cause, Host, signal, Status, Observer, ObservedAt) { Sequence = Sequence, Ttl = Ttl, Votes = Votes }
        : null;
}

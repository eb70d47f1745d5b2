using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>What every report has, whatever it is about.</summary>
internal readonly record struct Word(
    EventId Id, HostName Host, SignalStatus Status, string Observer, DateTimeOffset ObservedAt);

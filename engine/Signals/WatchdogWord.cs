using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>What a host's agent last told of its watchdog, and what we make of it.</summary>
/// <param name="Timeout">How long it lasts without being fed.</param>
/// <param name="ObservedAt">UTC, by the agent's clock, but never later than we heard of it.</param>
/// <param name="ReceivedAt">UTC, by ours.</param>
public sealed record WatchdogWord(
    HostName Host, TimeSpan Timeout, WatchdogState State, string Observer, DateTimeOffset ObservedAt, DateTimeOffset ReceivedAt);

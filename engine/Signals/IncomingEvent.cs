using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>One event as a source handed it over: decoded, or with the reason why it could not be.</summary>
/// <param name="Report">Null when it was refused, or when it is none of the engine's business.</param>
/// <param name="RefusedBecause">Kebab-case reason of the decoder; null when it was decoded.</param>
/// <param name="Detail">What exactly is wrong, for people.</param>
/// <param name="Origin">Topic, partition and offset, or the caller.</param>
/// <param name="Payload">As received.</param>
public sealed record IncomingEvent(
    HealthReport? Report, string? RefusedBecause, string? Detail, string Origin, ReadOnlyMemory<byte> Payload);

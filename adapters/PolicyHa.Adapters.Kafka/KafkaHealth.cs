namespace PolicyHa.Adapters.Kafka;

/// <summary>How the intake stands, for people and readiness checks. Immutable.</summary>
/// <param name="BrokersUp">Brokers with a connection that works.</param>
/// <param name="Partitions">What the group has given to us, in order. Empty while joining.</param>
/// <param name="LastPollAt">When the poll loop last turned; null before its first turn. Old: the loop hangs.</param>
/// <param name="LastEventAt">When an event last came in; null: none yet.</param>
/// <param name="Lag">Events in our partitions not yet taken; null while it is not known.</param>
/// <param name="FailedDeliveries">How often the batch in hand has been turned down; 0: all is well.</param>
/// <param name="LastError">What was last wrong, and not since repaired.</param>
public sealed record KafkaHealth(
    int BrokersUp,
    IReadOnlyList<int> Partitions,
    DateTimeOffset? LastPollAt,
    DateTimeOffset? LastEventAt,
    long? Lag,
    int FailedDeliveries,
    string? LastError)
{
    /// <summary>All partitions that are ours have been read to their end, and what was in them taken, at least once since the start.</summary>
    public bool CaughtUp { get; init; }

    internal static readonly KafkaHealth Unstarted = new(0, [], null, null, null, 0, null);
}

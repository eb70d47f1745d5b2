using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>What one observer last said about one signal. Mutable and private to the board: refreshing it allocates nothing.</summary>
sealed class ObserverWord(string observer)
{
    public string Observer { get; } = observer;

    /// <summary>It was read from Nova.</summary>
    public bool IsOfNova { get; set; }

    public SignalStatus Status { get; set; }

    public DateTimeOffset ObservedAt { get; set; }

    public long? Sequence { get; set; }

    public TimeSpan? Ttl { get; set; }

    public int Votes { get; set; } = 1;

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>It comes from the journal; the observer has not been heard since the service started.</summary>
    public bool IsRestored { get; set; }

    /// <summary>The word's time to live ran out; its status is unknown since then.</summary>
    public bool HasLapsed { get; set; }

    /// <summary>
    /// What was observed then is news, though it came another way than the observer's events, and so in no order with them: of one
    /// moment it is what was received later.
    /// </summary>
    public bool IsOlderThan(DateTimeOffset observedAt, long? sequence, DateTimeOffset receivedAt) =>
        observedAt > ObservedAt
        || (observedAt == ObservedAt && (sequence is { } s && Sequence is { } mine ? s > mine : receivedAt > ReceivedAt));

    /// <summary>Older than what this observer has told us already.</summary>
    public bool IsNewerThan(DateTimeOffset observedAt, long? sequence) =>
        observedAt < ObservedAt
        || (observedAt == ObservedAt && sequence is { } s && Sequence is { } mine && s < mine);
}

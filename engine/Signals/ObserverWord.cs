using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>What one observer last said about one signal. Mutable and private to the board: refreshing it allocates nothing.</summary>
sealed class ObserverWord(string observer)
{
    public string Observer { get; } = observer;

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

    /// <summary>Older than what this observer has told us already.</summary>
    public bool IsNewerThan(DateTimeOffset observedAt, long? sequence) =>
        observedAt < ObservedAt
        || (observedAt == ObservedAt && sequence is { } s && Sequence is { } mine && s < mine);
}

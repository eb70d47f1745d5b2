namespace PolicyHa.Engine.Signals;

/// <summary>What one poll of a source changed, with how far the source was read: one transaction.</summary>
/// <param name="Flips">In order.</param>
/// <param name="Observations">Changed words of observers; the journal keeps the newest of each.</param>
/// <param name="Refused">Events that were not taken, with the reason.</param>
/// <param name="Offsets">How far each partition has been read; empty for events that came by HTTP.</param>
public sealed record JournalBatch(
    IReadOnlyList<Flip> Flips,
    IReadOnlyList<Observation> Observations,
    IReadOnlyList<RefusedEvent> Refused,
    IReadOnlyList<SourceOffset> Offsets)
{
    /// <summary>The first of each host, and those of hosts whose death is at issue; the journal keeps the newest of each host.</summary>
    public IReadOnlyList<LifeSign> LifeSigns { get; init; } = [];

    /// <summary>In order; the journal keeps the last of each host.</summary>
    public IReadOnlyList<WatchdogWord> Watchdogs { get; init; } = [];

    /// <inheritdoc cref="Watchdogs"/>
    public IReadOnlyList<ShutdownNotice> Shutdowns { get; init; } = [];
}

/// <summary>Progress in one partition of a source.</summary>
/// <param name="Next">The first offset not yet taken.</param>
public sealed record SourceOffset(string Topic, int Partition, long Next);

/// <summary>An event that was put aside: nothing acted on, nothing lost.</summary>
/// <param name="Reason">Kebab-case and permanent: <c>malformed</c>, <c>too-large</c>, <c>unknown-host</c>, <c>too-old</c>, ...</param>
/// <param name="Detail">What exactly is wrong, for people.</param>
/// <param name="Origin">Topic, partition and offset, or the caller.</param>
/// <param name="Payload">As received, cut to 64 KiB.</param>
public sealed record RefusedEvent(string Reason, string Detail, string Origin, byte[] Payload, DateTimeOffset At);

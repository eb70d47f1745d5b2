namespace PolicyHa.Engine.Signals;

/// <summary>A <see cref="JournalBatch"/> while it is gathered, report by report.</summary>
sealed class BatchDraft
{
    public List<Flip> Flips { get; } = [];

    public List<Observation> Observations { get; } = [];

    public List<RefusedEvent> Refused { get; } = [];

    public List<LifeSign> LifeSigns { get; } = [];

    public List<WatchdogWord> Watchdogs { get; } = [];

    public List<ShutdownNotice> Shutdowns { get; } = [];

    /// <param name="offsets">How far the source has been read with it.</param>
    public JournalBatch Batch(IReadOnlyList<SourceOffset> offsets) => new(Flips, Observations, Refused, offsets)
    {
        LifeSigns = LifeSigns,
        Watchdogs = Watchdogs,
        Shutdowns = Shutdowns,
    };
}

namespace PolicyHa.Engine.Signals;

/// <summary>The board's answer to one report.</summary>
/// <param name="Flip">Set when the agreed status changed.</param>
/// <param name="Changed">The observer's new word, to be remembered; null when nothing new was said.</param>
/// <param name="FromTheFuture">The observer's clock is ahead of ours by more than <see cref="SignalBoard.SkewMax"/>; its time was replaced by ours.</param>
public readonly record struct Reception(
    ReceptionOutcome Outcome, Flip? Flip, Observation? Changed, bool FromTheFuture)
{
    /// <summary>Nobody has seen the host alive more lately.</summary>
    public bool IsNewestLife { get; init; }

    /// <summary>It shows the host alive, then or now, and was not heard before.</summary>
    public bool IsLife { get; init; }

    /// <summary>Nobody has ever seen it alive before.</summary>
    public bool IsFirstLife { get; init; }

    /// <summary>What the host's shutdown is now; null: nothing new.</summary>
    public ShutdownNotice? Shutdown { get; init; }
}

namespace PolicyHa.Engine.Signals;

/// <summary>What the board made of a report. A metric's label.</summary>
public enum ReceptionOutcome
{
    /// <summary>An observer's word changed.</summary>
    Taken,

    /// <summary>The observer said the same again; only its time to live was extended.</summary>
    Refreshed,

    /// <summary>The very same event came before.</summary>
    Duplicate,

    /// <summary>Observed before what this observer has told us already.</summary>
    OutOfOrder,

    /// <summary>Observed too long ago to act on.</summary>
    TooOld,
}

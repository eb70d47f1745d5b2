namespace PolicyHa.Samples.Cloud.World;

/// <summary>How a BMC behaves. What is not set is normal.</summary>
public sealed record BmcManner
{
    public BmcFault Fault { get; init; }

    /// <summary>The status it answers with under <see cref="BmcFault.Errors"/>.</summary>
    /// <value>Default 500.</value>
    public int ErrorStatus { get; init; } = 500;

    /// <summary>It shows a power state this old.</summary>
    public TimeSpan StaleFor { get; init; }

    /// <summary>It needs so long for each answer, and begins to do what was asked after it.</summary>
    public TimeSpan AnswerTime { get; init; }

    /// <summary>From its "yes" to the power being off; null: the cloud's <see cref="CloudOptions.PowerOffTime"/>.</summary>
    public TimeSpan? PowerOffTime { get; init; }

    /// <summary>The host comes on again by itself so long after it was put off; null: it stays off.</summary>
    public TimeSpan? PowerReturnsAfter { get; init; }

    /// <summary>The host it is really wired to: it shows and switches that one. Null: its own.</summary>
    public string? WiredTo { get; init; }

    /// <summary>It takes resets as tasks (202), which end after so long; null: it answers 204.</summary>
    public TimeSpan? TaskTime { get; init; }

    /// <summary>So many sessions it has, 0 to 64.</summary>
    /// <value>Default 4: as few as real ones have.</value>
    public int SessionsMax { get; init; } = 4;
}

using PolicyHa.Engine.Running;

namespace PolicyHa.Api.Contracts;

/// <summary>How fencing devices are tried.</summary>
/// <param name="ForReal">Switch the host off and on again; else its devices are only asked for its power.</param>
/// <param name="By">Who wants it; the caller where nothing is said.</param>
public sealed record FenceTestRequest(bool ForReal = false, string? By = null);

/// <summary>What came of it.</summary>
/// <param name="Check">What the devices say, at the end.</param>
/// <param name="Levels">How each level switched the host; none where it was only asked.</param>
public sealed record FenceTestView(FenceCheckView Check, IReadOnlyList<FenceTrialView> Levels)
{
    /// <summary>Nothing is wrong.</summary>
    public bool Ok => Check.Trouble is null && Levels.All(l => l.Trouble is null);
}

/// <summary>How one level switched the host.</summary>
/// <param name="OffSeconds">From the command until it read off twice; null: it did not.</param>
/// <param name="OnSeconds">From the command until it read on twice; null: it did not, or cannot.</param>
/// <param name="Trouble">Null: it did all it should.</param>
public sealed record FenceTrialView(int Level, double? OffSeconds, double? OnSeconds, string? Trouble)
{
    public static FenceTrialView Of(FenceTrialResult result) => new(result.Level, Round(result.Off), Round(result.On), result.Trouble);

    static double? Round(TimeSpan? time) => time is { } t ? Math.Round(t.TotalSeconds, 1) : null;
}

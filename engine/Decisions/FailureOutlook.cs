using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Decisions;

/// <summary>How a segment would stand if hosts of it died now, by the last reading of the fleet.</summary>
/// <param name="At">Of that reading, UTC.</param>
/// <param name="Policy">By which it was looked at.</param>
/// <param name="One">If any one host died.</param>
/// <param name="Two">If any two died; null: that was not asked, since the segment does not stand one.</param>
/// <param name="Unknown">Hosts that could be given instances, and whose room is not known, by name.</param>
public sealed record FailureOutlook(DateTimeOffset At, string Policy, FailureCount One, FailureCount? Two, IReadOnlyList<HostName> Unknown)
{
    /// <summary>
    /// How many of its hosts may die, whichever they are, with room for everybody: 0, 1, or 2, more is not asked. Null: not known, as hosts
    /// whose room is not known count as never full.
    /// </summary>
    public int? Survives => One.Failing > 0 ? 0 : Unknown.Count > 0 ? null : Two is { Failing: 0 } ? 2 : 1;

    /// <summary>The worst that was found; null: nothing bad was.</summary>
    public FailureForecast? Worst => One.Worst is [var first, ..] ? first : Two?.Worst is [var pair, ..] ? pair : null;
}

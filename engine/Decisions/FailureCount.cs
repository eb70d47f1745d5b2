namespace PolicyHa.Engine.Decisions;

/// <summary>What the deaths of so many hosts at once would come to.</summary>
/// <param name="Asked">So many choices of hosts were looked at.</param>
/// <param name="OutOf">So many there are.</param>
/// <param name="Failing">After so many of them somebody would find no room.</param>
/// <param name="Worst">Those with the most such instances first, then by name; at most <see cref="ShownMax"/>.</param>
public sealed record FailureCount(int Asked, long OutOf, int Failing, IReadOnlyList<FailureForecast> Worst)
{
    /// <summary>More of them nobody reads.</summary>
    public const int ShownMax = 20;

    internal static FailureCount Of(int asked, long outOf, List<FailureForecast> failing) => new(
        asked, outOf, failing.Count, [.. failing.OrderByDescending(f => f.Misfits.Count).ThenBy(f => f.Hosts[0]).ThenBy(f => f.Hosts[^1]).Take(ShownMax)]);
}

using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Histories;

/// <summary>
/// Draws when the disk of the store is full: in one history of sixteen, for a while. Has its dice to itself, so that all else of a
/// history is as it was before disks could be full.
/// </summary>
static class FullStoreDrawer
{
    /// <summary>Nothing else is drawn from the same number.</summary>
    const int Salt = 0xD15C;

    /// <summary>Longer than a lease lasts, or not.</summary>
    const int LongestInSeconds = 120;

    /// <summary>The same history over a store that is full at times.</summary>
    public static Scenario WithFullStore(Scenario history, int seed)
    {
        var random = new Random(seed ^ Salt);
        if (random.Next(16) > 0)
            return history;
        var until = history.Steps.Count == 0 ? TimeSpan.FromMinutes(5) : history.Steps[^1].At;
        var full = TimeSpan.FromSeconds(random.Next(20, Math.Max(21, (int)until.TotalSeconds)));
        var room = full + TimeSpan.FromSeconds(random.Next(1, LongestInSeconds));
        return history with
        {
            Steps = [.. history.Steps.Concat([new ScenarioStep.StoreFull(full, true), new ScenarioStep.StoreFull(room, false)]).OrderBy(s => s.At)],
        };
    }
}

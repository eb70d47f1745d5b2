using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Histories;

/// <summary>
/// Draws which controllers are compute hosts themselves: all of them in one history of sixteen. Has its dice to itself, so that all else of a history is
/// as it was before controllers could be hosts.
/// </summary>
static class OwnHostDrawer
{
    /// <summary>Nothing else is drawn from the same number.</summary>
    const int Salt = 0x0517;

    /// <summary>The same history with controllers on hosts of the cloud. They live on whatever becomes of those: that tries more, not less.</summary>
    public static Scenario WithOwnHosts(Scenario history, int seed)
    {
        var random = new Random(seed ^ Salt);
        if (random.Next(16) > 0)
            return history;
        var hosts = history.Segments.SelectMany(s => s.Hosts).ToList();
        return history with
        {
            RunsOn = Enumerable.Range(0, history.Controllers).ToDictionary(c => ((char)('a' + c)).ToString(), _ => hosts[random.Next(hosts.Count)]),
        };
    }
}

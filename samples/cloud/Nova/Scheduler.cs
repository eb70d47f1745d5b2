using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Picks where a server goes: filters, then the host with the most free memory.</summary>
internal static class Scheduler
{
    public const string NoValidHost = "No valid host was found. There are not enough hosts available.";

    /// <param name="world">All hosts.</param>
    /// <param name="server">Who moves; never to where it is.</param>
    /// <param name="wanted">Only this host, if it passes like any other.</param>
    /// <returns>Null when no host passes.</returns>
    public static ComputeHost? Pick(CloudWorld world, Server server, ComputeHost? wanted) => world.Hosts.Values
        .Where(h => (wanted is null || h == wanted) && Passes(world, server, h))
        .OrderByDescending(h => Resources.FreeOn(h).RamMb)
        .ThenBy(h => h.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    static bool Passes(CloudWorld world, Server server, ComputeHost host) =>
        host != server.Host
        && world.CountsAsUp(host)
        && host.Service is { Disabled: false, HiddenFromScheduler: false }
        && (server.PinnedZone is null || server.PinnedZone == host.Zone)
        && server.Needs.FitsIn(Resources.FreeOn(host))
        && GroupAllows(server, host);

    /// <summary>A hard affinity group allows the hosts where its members are, the mover itself included: a group that
    /// is together on a dead host can never move.</summary>
    static bool GroupAllows(Server server, ComputeHost host) => server.Group?.Policy switch
    {
        "affinity" => server.Group.Members.Any(m => m.Host == host),
        "anti-affinity" => !server.Group.Members
            .Any(m => m != server && (m.Host == host || m.Evacuation?.Destination == host)),
        _ => true,
    };
}

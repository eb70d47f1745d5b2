using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>
/// Nova says of most hosts that they are gone, and everybody who looks at them says they are well: it is Nova that cannot be trusted,
/// and where it cannot see the services it cannot evacuate to them either.
/// </summary>
sealed class DataSourceGuard : IGuard
{
    /// <summary>Fewer services than this stop by themselves.</summary>
    const int HostsMin = 3;

    /// <summary>Of a hundred hosts that are seen well.</summary>
    const int SharePercent = 50;

    public Gate Gate { get; } = new(
        HoldReason.DataSourceBroken, FailMode.Open,
        $"a fence, while Nova has {SharePercent} percent or more, and at least {HostsMin}, of the segment's well hosts down",
        "a host that nobody reports on is not counted as well");

    public string? Objection(GuardScene scene)
    {
        if (!scene.WouldFence)
            return null;
        var well = scene.Snapshot.Hosts.Where(h => h.Signals.AllUp && IsExpectedUp(h)).ToList();
        var gone = well.Count(h => !h.Compute.ServiceUp);
        return gone < HostsMin || gone * 100 < well.Count * SharePercent
            ? null
            : $"Nova has {gone} of {well.Count} compute services down whose hosts are seen well: what it says cannot be trusted";
    }

    static bool IsExpectedUp(HostView host) => host is { Maintenance: false, Mark: null, Compute.ForcedDown: false };
}

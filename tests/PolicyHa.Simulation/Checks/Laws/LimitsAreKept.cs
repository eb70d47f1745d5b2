using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// S40 to S43: no fence is begun when, with it, more hosts are out than the policy's limits allow. Only what the service itself
/// has switched off is counted, so an engine that counts too little is found out, and one that is careful is not blamed. Histories in which the policy changes
/// or hosts come and go are left to the scenarios: there "the limit" has two answers.
/// </summary>
sealed class LimitsAreKept : ILaw
{
    readonly Dictionary<string, TimeSpan> begun = [];
    readonly Dictionary<string, DateTimeOffset> clocks = [];
    Dictionary<HostName, SegmentName>? fleet;
    PolicyLimits? limits;
    bool isTwofold;

    public string Id => "S40";

    public string? Broken(LawScene scene)
    {
        var now = scene.Service?.Policies.Current.Limits ?? limits;
        fleet ??= scene.World.Hosts.ToDictionary(h => h.Name, h => h.Segment);
        isTwofold = isTwofold || (limits is not null && limits != now) || scene.Services.Any(s => s.Policies.Current.Limits != now)
            || scene.World.Hosts.Any(h => !h.IsInNova || fleet[h.Name] != h.Segment)
            || scene.NewActs.Any(a => ClockWasSet(a));
        limits = now;
        if (isTwofold || limits is null)
            return null;
        foreach (var act in scene.NewActs.Where(a => a.Kind == "fence" && FirstTry.Of(scene, a)))
        {
            begun[act.Host.Value] = act.At;
            if (limits.All.Select(l => Over(scene, act, l)).FirstOrDefault(o => o is not null) is { } over)
                return over;
        }

        return null;
    }

    string? Over(LawScene scene, WorldAct act, FenceLimit limit)
    {
        var host = scene.World.Host(act.Host);
        return limit switch
        {
            FenceLimit.Share share when share.Per == LimitScope.Segment => More(scene, act, limit, h => h.Segment == host.Segment,
                Math.Max(1, scene.World.Hosts.Count(h => h.Segment == host.Segment) * share.Percent / 100)),
            FenceLimit.Slots slots when slots.Per == LimitScope.Segment =>
                slots.Max == 0 ? $"{act} though {limit.Name} allows no fence at all" : null,
            FenceLimit.Budget { Metadata: { } key } when HostsOut.AreKnownTo(scene, act) => host.Aggregates
                .Where(a => a.Metadata.ContainsKey(key))
                .Select(a => More(scene, act, limit, h => h.Aggregates.Any(b => b.Name == a.Name), int.TryParse(a.Metadata[key], out var most) ? most : 0))
                .FirstOrDefault(o => o is not null),
            FenceLimit.Rate rate when rate.Per == LimitScope.Cloud && HostsOut.AreKnownTo(scene, act) =>
                More(scene, act, limit, h => h.Name == act.Host || (begun.TryGetValue(h.Name.Value, out var at) && act.At - at < rate.Window), rate.Max),
            _ => null,
        };
    }

    static string? More(LawScene scene, WorldAct act, FenceLimit limit, Func<SimHost, bool> isCounted, int max)
    {
        var hosts = HostsOut.Of(scene, act, isCounted);
        return hosts.Count <= max ? null : $"{act} makes {hosts.Count} hosts out ({string.Join(", ", hosts.Select(h => h.Name))}); {limit.Name} ({limit.At}) allows {max}";
    }

    bool ClockWasSet(WorldAct act)
    {
        var began = act.CallerNow - act.At;
        return !clocks.TryAdd(act.By, began) && clocks[act.By] != began;
    }
}

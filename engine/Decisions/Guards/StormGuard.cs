using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>When too much is down at once, something else is wrong: no new fence starts, running ones go on.</summary>
sealed class StormGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.Storm, FailMode.Closed,
        "a fence, while more hosts than the share of a segment, zone or rack are down, fenced or in flight",
        "a host is counted as down only when somebody says so");

    public string? Objection(GuardScene scene)
    {
        if (!scene.WouldFence)
            return null;
        var storm = scene.CountsOf<FenceLimit.Share>().FirstOrDefault(c => c.Used > c.Max);
        return storm is null
            ? null
            : $"{storm.Used} of {storm.OfHosts} hosts of {GuardScene.Named(storm.Domain)} are down or fenced, "
                + $"the storm limit ({storm.Limit.At}) allows {storm.Max}";
    }
}

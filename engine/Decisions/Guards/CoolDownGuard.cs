using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>What has just calmed down may not be over: for a while after a storm, or a cliff, nothing new is fenced.</summary>
sealed class CoolDownGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.CoolDown, FailMode.Open,
        "a fence, for a while after a storm",
        "of storms before the service was first started nothing is known");

    public string? Objection(GuardScene scene)
    {
        if (!scene.WouldFence)
            return null;
        var now = scene.Snapshot.TakenAt;
        foreach (var count in scene.CountsOf<FenceLimit.Share>().Where(c => c.Used <= c.Max))
        {
            // a storm that nobody has written the end of has ended just now
            if (scene.Snapshot.StormIn(count.Limit, count.Domain) is { } storm && count.Limit is FenceLimit.Share share
                && (storm.EndedAt ?? now) + share.CoolDown > now)
            {
                var ended = storm.EndedAt ?? now;
                return $"the storm in {GuardScene.Named(count.Domain)} ended at {ended:HH:mm:ss}; "
                    + $"nothing is fenced before {ended + share.CoolDown:HH:mm:ss} ({share.At})";
            }
        }

        return null;
    }
}

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Only so many fences of a segment at a time; more wait their turn, the oldest fault first.</summary>
sealed class FencingLimitGuard : IGuard
{
    public HoldReason Reason => HoldReason.FencingLimit;

    public string? Objection(GuardScene scene)
    {
        var (load, limits) = (scene.Load, scene.Policy.Limits);
        return scene.WouldFence && !load.Holds(scene.Host.Name) && load.UnderWay >= limits.FencingPerSegmentMax
            ? $"{load.UnderWay} of {limits.FencingPerSegmentMax} fencing slots ({limits.FencingAt}) are taken"
                + (load.UnderWay > 0 ? $" by {string.Join(", ", load.Holders)}" : "")
            : null;
    }
}

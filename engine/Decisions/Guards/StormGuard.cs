namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>When too much is down at once, something else is wrong: no new fence starts, running ones go on.</summary>
sealed class StormGuard : IGuard
{
    public HoldReason Reason => HoldReason.Storm;

    public string? Objection(GuardScene scene)
    {
        var (load, limits) = (scene.Load, scene.Policy.Limits);
        return scene.WouldFence && load.Down > load.DownMax(limits)
            ? $"{load.Down} of {load.Hosts} hosts of segment {scene.Snapshot.Segment.Name} are down or fenced, "
                + $"the storm limit ({limits.StormAt}) allows {load.DownMax(limits)}"
            : null;
    }
}

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Without a fencing device death cannot be proven, so nothing can be evacuated.</summary>
sealed class UnfenceableGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.Unfenceable, FailMode.Closed,
        "a fence of a host without a fencing device and without a person's word",
        "whether a device works is asked when it is used");

    public string? Objection(GuardScene scene)
    {
        var host = scene.Host;
        if (!scene.WouldFence || host.Compute.Fenceable)
            return null;
        var words = scene.Words;
        if (words?.Proof is not null)
            return null;
        return $"no fencing device is configured for {host.Name}; add one, or confirm by hand that it is off"
            + (words is { Standing: [var first, ..] } ? $": {first.By} has, a second person must" : "");
    }
}

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Without a fencing device death cannot be proven, so nothing can be evacuated.</summary>
sealed class UnfenceableGuard : IGuard
{
    public HoldReason Reason => HoldReason.Unfenceable;

    public string? Objection(GuardScene scene)
    {
        var host = scene.Host;
        var vouchedFor = host.Incident is { } incident
            && scene.Snapshot.Operators.WordOn(incident, host.Mark) is not null;
        return scene.WouldFence && !host.Compute.Fenceable && !vouchedFor
            ? $"no fencing device is configured for {host.Name}; add one, or confirm by hand that it is off"
            : null;
    }
}

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Nobody says anything any more: what we last heard may long be otherwise. Nothing is fenced on old words.</summary>
sealed class SourceSilentGuard : IGuard
{
    public HoldReason Reason => HoldReason.SourceSilent;

    public string? Objection(GuardScene scene) => scene.WouldFence ? scene.Snapshot.Silence : null;
}

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Nobody says anything any more: what we last heard may long be otherwise. Nothing is fenced on old words.</summary>
sealed class SourceSilentGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.SourceSilent, FailMode.Closed,
        "a fence, when all observers who used to repeat themselves have fallen silent",
        "observers that only report changes are not missed");

    public string? Objection(GuardScene scene) => scene.WouldFence ? scene.Snapshot.Silence : null;
}

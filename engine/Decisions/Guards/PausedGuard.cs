namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Operators have reasons to begin nothing new.</summary>
sealed class PausedGuard : IGuard
{
    public HoldReason Reason => HoldReason.Paused;

    public string? Objection(GuardScene scene) =>
        OperatorGuard.Pause(scene.Snapshot.Operators, scene.Host.Name, scene.Snapshot.Segment.Name, scene.Snapshot.TakenAt);
}

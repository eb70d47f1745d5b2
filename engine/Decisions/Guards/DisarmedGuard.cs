namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>An operator has switched acting off.</summary>
sealed class DisarmedGuard : IGuard
{
    public HoldReason Reason => HoldReason.Disarmed;

    public string? Objection(GuardScene scene) =>
        OperatorGuard.Disarm(scene.Snapshot.Operators, scene.Host.Name, scene.Snapshot.Segment.Name, scene.Snapshot.TakenAt);
}

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>An operator has switched acting off.</summary>
sealed class DisarmedGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.Disarmed, FailMode.Closed,
        "every act, while an operator has disarmed the service, its segment or the host",
        "the switch is kept in the store; without the store nothing is begun at all");

    public string? Objection(GuardScene scene) =>
        OperatorGuard.Disarm(scene.Snapshot.Operators, scene.Host.Name, scene.Snapshot.Segment.Name, scene.Snapshot.TakenAt);
}

namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Operators have reasons to begin nothing new.</summary>
sealed class PausedGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.Paused, FailMode.Closed,
        "every act, while operators have reasons to begin nothing new here",
        "the reasons are kept in the store; without the store nothing is begun at all");

    public string? Objection(GuardScene scene) =>
        OperatorGuard.Pause(scene.Snapshot.Operators, scene.Host.Name, scene.Snapshot.Segment.Name, scene.Snapshot.TakenAt);
}

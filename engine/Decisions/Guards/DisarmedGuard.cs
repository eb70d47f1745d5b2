namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>An operator has switched acting off.</summary>
sealed class DisarmedGuard : IGuard
{
    public HoldReason Reason => HoldReason.Disarmed;

    public string? Objection(GuardScene scene) => scene.Snapshot.Operators.Disarmed is { } disarmed
        ? $"disarmed by {disarmed.By}: {disarmed.Reason}"
        : null;
}

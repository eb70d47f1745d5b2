namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Who cannot reach the cloud can neither trust its picture of it nor evacuate anything.</summary>
sealed class CloudUnreachableGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.CloudUnreachable, FailMode.Closed,
        "a fence, after three reads of the fleet in a row have failed; one whole read opens it again",
        "a single failed read says nothing yet; before the power-off Nova is asked again");

    public string? Objection(GuardScene scene) => scene.WouldFence ? scene.Snapshot.CloudDoubt : null;
}

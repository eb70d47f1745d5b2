namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>A rule has vetoed acts on this host, for one reason.</summary>
sealed class VetoGuard(HoldReason reason) : IGuard
{
    public HoldReason Reason { get; } = reason;

    public string? Objection(GuardScene scene) =>
        scene.Beliefs.VetoesOf(scene.Host.Name).FirstOrDefault(v => v.Reason == Reason && scene.Acts.Overlaps(v.Actions))?.Because;
}

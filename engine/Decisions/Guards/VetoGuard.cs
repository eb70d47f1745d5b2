namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>A rule has vetoed acts on this host, for one reason.</summary>
sealed class VetoGuard(Gate gate) : IGuard
{
    public Gate Gate { get; } = gate;

    public string? Objection(GuardScene scene) =>
        scene.Beliefs.VetoesOf(scene.Host.Name).FirstOrDefault(v => v.Reason == Gate.Reason && scene.Acts.Overlaps(v.Actions))?.Because;
}

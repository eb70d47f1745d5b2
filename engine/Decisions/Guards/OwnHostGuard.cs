namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Who switches off the machine under himself proves nothing and recovers nobody.</summary>
sealed class OwnHostGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.OwnHost, FailMode.Open,
        "a fence of the host that this service runs on",
        "it is known by the machine's name, or by `fencing: own_host` where Nova has another for it");

    public string? Objection(GuardScene scene) => scene.WouldFence && scene.Snapshot.Own?.IsAlso(scene.Host.Name.Value) is true
        ? $"this service runs on {scene.Host.Name}: it would switch itself off before it has evacuated anybody; stop it there, and another replica fences the host"
        : null;
}

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>Row 74: a host that nobody has ever seen up is not fenced, where the policy gives no time for it.</summary>
sealed class WhoWasNeverUpIsNotFenced : ILaw
{
    public string Id => "registering";

    public string? Broken(LawScene scene)
    {
        var hasty = scene.NewActs.FirstOrDefault(a => a.Kind == "fence" && FirstTry.Of(scene, a) && !scene.World.Host(a.Host).HasReported
            && !scene.Store.LifeSigns.ContainsKey(a.Host) && scene.PolicyOf(a)?.Fencing.PendingTimeout is null);
        return hasty is null ? null : $"{hasty}, and nobody has ever seen it up";
    }
}

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S32: a process that has not yet read the cloud once begins nothing new; what rests on a proof of death goes on (S54).</summary>
sealed class NoActBeforeTheFirstPicture : ILaw
{
    public string Id => "S32";

    public string? Broken(LawScene scene)
    {
        var blind = scene.NewActs.FirstOrDefault(a =>
            !scene.World.HaveReadTheFleet.Contains(a.By) && FirstTry.Of(scene, a) && scene.Store.Incident(a.Context.Incident)?.Proof is null);
        return blind is null ? null : $"{blind} by {blind.By}, which has not read the cloud since it started";
    }
}

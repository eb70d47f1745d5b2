namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S2, S18: nothing is forced down or evacuated while no proof stands in its incident.</summary>
sealed class NoActWithoutAProof : ILaw
{
    public string Id => "S2";

    public string? Broken(LawScene scene)
    {
        var bare = scene.NewActs.FirstOrDefault(
            a => a.Kind is "evacuate" or "force-down" && scene.Store.Incident(a.Context.Incident)?.Proof is null);
        return bare is null ? null : $"{bare} while no proof of death of {bare.Host} stands";
    }
}

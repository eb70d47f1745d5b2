namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S54: while the proof of an incident stands, its host is not switched off again, crash or no crash.</summary>
sealed class AProvenHostIsNotFencedAgain : ILaw
{
    public string Id => "S54";

    public string? Broken(LawScene scene)
    {
        var again = scene.NewActs.FirstOrDefault(a => a.Kind == "fence" && scene.Store.Incident(a.Context.Incident)?.Proof is not null);
        return again is null ? null : $"{again} though it is proven off";
    }
}

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S15: a proof speaks of the host of its incident, and only acts on that host rest on it.</summary>
sealed class AProofIsOfItsHost : ILaw
{
    public string Id => "S15";

    public string? Broken(LawScene scene)
    {
        if (scene.NewIncidents.FirstOrDefault(i => i.Proof is { } p && p.Host != i.Host) is { } wrong)
            return $"incident {wrong.Id} of {wrong.Host} rests on a proof of {wrong.Proof!.Host}";
        var astray = scene.NewActs.FirstOrDefault(
            a => a.Kind is "evacuate" or "force-down" && scene.Store.Incident(a.Context.Incident)?.Proof is { } p && p.Host != a.Host);
        return astray is null ? null : $"{astray} on {astray.Host} rests on a proof of another host";
    }
}

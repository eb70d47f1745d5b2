namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S22, S23: for each host at most one recovery is open.</summary>
sealed class OneIncidentForEachHost : ILaw
{
    public string Id => "S22";

    public string? Broken(LawScene scene)
    {
        foreach (var written in scene.NewIncidents.Where(i => i.IsOpen))
        {
            var open = scene.Store.Open.Count(i => i.Host == written.Host && i.Instance == written.Instance && i.Scope == written.Scope);
            if (open > 1 && written.Scope is null)
                return $"{written.Subject} has {open} open incidents";
        }

        return null;
    }
}

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S57: a cold migration is asked for only of what stands on a host that Nova counts as living; a dead one is evacuated, after its proof.</summary>
sealed class ColdMovesLeaveALivingHost : ILaw
{
    public string Id => "S57";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a.Kind == "migrate"))
        {
            if (scene.World.Host(act.Host).ForcedDown)
                return $"{act} though {act.Host} is forced down";
        }

        return null;
    }
}

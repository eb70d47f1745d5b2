namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S46: a host is not fenced while no other host of its segment could take what runs there.</summary>
sealed class SomewhereToGo : ILaw
{
    public string Id => "S46";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a.Kind == "fence" && FirstTry.Of(scene, a)))
        {
            var host = scene.World.Host(act.Host);
            if (scene.World.Hosts.All(h => h == host || h.Segment != host.Segment || h.Disabled || h.ForcedDown))
                return $"{act} while no other host of {host.Segment} is enabled";
        }

        return null;
    }
}

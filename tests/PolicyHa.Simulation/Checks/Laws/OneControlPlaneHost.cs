namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// S45: of the hosts that carry the control plane one at a time is switched off. One that was taken out of Nova does not count: nobody says of it any more
/// what it carries.
/// </summary>
sealed class OneControlPlaneHost : ILaw
{
    public string Id => "S45";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs.Where(a => a.Kind == "fence" && FirstTry.Of(scene, a) && HostsOut.AreKnownTo(scene, a)))
        {
            if (!scene.World.Host(act.Host).CarriesControlPlane)
                continue;
            var hosts = HostsOut.Of(scene, act, h => h is { CarriesControlPlane: true, IsInNova: true });
            if (hosts.Count > 1)
                return $"{act} makes {hosts.Count} hosts of the control plane out: {string.Join(", ", hosts.Select(h => h.Name))}";
        }

        return null;
    }
}

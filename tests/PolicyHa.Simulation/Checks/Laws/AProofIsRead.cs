using PolicyHa.Engine.Plans;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S2, S3, S5, S16: a host that counts as off by its power was off when that was written, and all the devices of the proof had said so.</summary>
sealed class AProofIsRead : ILaw
{
    readonly HashSet<ProofOfDeath> seen = [];

    public string Id => "S3";

    public string? Broken(LawScene scene)
    {
        foreach (var incident in scene.NewIncidents)
        {
            var devices = ProofDevices.Of(scene, incident.Proof);
            if (devices.Count == 0 || !seen.Add(incident.Proof!))
                continue;
            if (scene.World.Host(incident.Host).PowerOn && !devices.Any(d => d.IsMisread))
                return $"{incident.Host} counts as proven off, and has power";
            if (devices.FirstOrDefault(d => d.OffReads < 2) is { } silent)
                return $"{incident.Host} counts as read off twice, and {silent.Name} said so {silent.OffReads} times";
        }

        return null;
    }
}

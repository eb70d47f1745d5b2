using PolicyHa.Engine.Plans;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S2, S3, S16: a host that counts as off by its power was off when that was written, and its device had said so.</summary>
sealed class AProofIsRead : ILaw
{
    readonly HashSet<ProofOfDeath> seen = [];

    public string Id => "S3";

    public string? Broken(LawScene scene)
    {
        foreach (var incident in scene.NewIncidents)
        {
            if (incident.Proof is not ProofOfDeath.PowerReadOffTwice proof || !seen.Add(proof))
                continue;
            var host = scene.World.Host(incident.Host);
            if (host is { PowerOn: true, IsMisread: false })
                return $"{incident.Host} counts as proven off, and has power";
            if (host.OffReads < 2)
                return $"{incident.Host} counts as read off twice, and its device said so {host.OffReads} times";
        }

        return null;
    }
}

using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S3: the two reads of a proof lie apart in true time, whatever the clocks say: a device keeps its last answer for a while.</summary>
sealed class ReadsAreApart : ILaw
{
    static readonly TimeSpan Gap = new ExecutionOptions().PowerReadGap;

    readonly HashSet<ProofOfDeath> seen = [];

    public string Id => "S3-apart";

    public string? Broken(LawScene scene)
    {
        foreach (var proof in scene.NewIncidents.Select(i => i.Proof).OfType<ProofOfDeath.PowerReadOffTwice>())
        {
            if (seen.Add(proof) && scene.World.Host(proof.Host) is var host && host.LastOffRead - host.FirstOffRead < Gap)
                return $"the reads that prove {proof.Host} off lie {(host.LastOffRead - host.FirstOffRead).TotalSeconds} s apart";
        }

        return null;
    }
}

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
        foreach (var proof in scene.NewIncidents.Select(i => i.Proof).OfType<ProofOfDeath>().Where(seen.Add))
        {
            if (ProofDevices.Of(scene, proof).FirstOrDefault(d => d.LastOffRead - d.FirstOffRead < Gap) is { } device)
                return $"the reads of {device.Name} that prove {proof.Host} off lie {(device.LastOffRead - device.FirstOffRead).TotalSeconds} s apart";
        }

        return null;
    }
}

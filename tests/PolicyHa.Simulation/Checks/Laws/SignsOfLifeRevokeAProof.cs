using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S1, S16, S19: between the proof that a host is off and an act that rests on it, nobody has seen the host alive.</summary>
sealed class SignsOfLifeRevokeAProof : ILaw
{
    readonly Dictionary<ProofOfDeath, TimeSpan> provenAt = [];

    public string Id => "S19";

    public string? Broken(LawScene scene)
    {
        foreach (var proof in scene.NewIncidents.Select(i => i.Proof).OfType<ProofOfDeath>())
            provenAt.TryAdd(proof, scene.At);
        foreach (var act in scene.NewActs.Where(a => a.Kind is "evacuate" or "force-down"))
        {
            if (scene.Store.Incident(act.Context.Incident)?.Proof is { } proof && Life(scene, proof) is { } sign)
                return $"{act} though {sign.Report.Observer} saw {sign.Report.Signal.Name()} of {act.Host} up after it was proven off";
        }

        return null;
    }

    HeardReport? Life(LawScene scene, ProofOfDeath proof) =>
        provenAt.TryGetValue(proof, out var since)
            ? scene.Heard.FirstOrDefault(h => h.Report.Host == proof.Host && h.At > since && h.Report.Status == SignalStatus.Up
                && h.Report.ObservedAt > proof.ProvenAt && !WasHeardBefore(scene, h, since))
            : null;

    /// <summary>What was there before the proof is from before it, whatever its sender's clock says.</summary>
    static bool WasHeardBefore(LawScene scene, HeardReport heard, TimeSpan since) =>
        scene.Heard.Any(h => h.Report.Id == heard.Report.Id && h.At <= since);
}

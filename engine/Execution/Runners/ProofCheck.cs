using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Whether a proof of death stands right before an act that rests on it.</summary>
public sealed class ProofCheck(ClusterState state, PowerCheck power)
{
    /// <summary>False: nothing may be asked for now; the next turn of the segment says why, and what follows.</summary>
    public async Task<bool> StandsAsync(StepScene scene, CancellationToken ct) =>
        LifeSigns.Against(scene.Proof, state.Board.LastLifeOf(scene.Proof.Host)) is null
        && await power.WhoSaysOnAsync(scene.Proof, scene.Now, ct) is null;
}

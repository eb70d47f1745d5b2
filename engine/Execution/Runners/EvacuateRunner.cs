using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Rebuilds one instance of a proven-dead host elsewhere.</summary>
public sealed class EvacuateRunner(IComputeControl compute, TargetChooser targets, ProofCheck proofs, ExecutionOptions options)
    : MoveRunner(compute, targets, options)
{
    public override StepKind Kind => StepKind.Evacuate;

    protected override MoveKind Move => MoveKind.Evacuation;

    protected override string TaskWord => "rebuild";

    protected override Task<bool> MayAskAsync(StepScene scene, CancellationToken ct) => proofs.StandsAsync(scene, ct);

    protected override Task<ActionAnswer> AskAsync(StepScene scene, HostName? target, CancellationToken ct) =>
        scene.AskAsync("evacuate", Compute.EvacuateAsync(scene.Step.Instance!.Value, target, scene.Proof, scene.Context, ct), To(target));
}

using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Moves one running instance off a live host.</summary>
public sealed class LiveMigrateRunner(IComputeControl compute, TargetChooser targets, ExecutionOptions options) : MoveRunner(compute, targets, options)
{
    public override StepKind Kind => StepKind.LiveMigrate;

    protected override MoveKind Move => MoveKind.LiveMigration;

    protected override string TaskWord => "migrating";

    protected override Task<ActionAnswer> AskAsync(StepScene scene, HostName? target, CancellationToken ct) =>
        scene.AskAsync("live-migrate", Compute.LiveMigrateAsync(scene.Step.Instance!.Value, target, scene.Context, ct), To(target));
}

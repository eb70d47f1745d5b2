using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Moves one running instance off a live host.</summary>
public sealed class LiveMigrateRunner(IComputeControl compute, TargetChooser targets, ClusterState state, ExecutionOptions options) : MoveRunner(compute, targets, options)
{
    public override StepKind Kind => StepKind.LiveMigrate;

    protected override MoveKind Move => MoveKind.LiveMigration;

    protected override string TaskWord => "migrating";

    /// <summary>One that would go home, or follow others, from a host that is being recovered itself is left to that recovery: it may be fenced meanwhile.</summary>
    protected override string? WhyNotWanted(StepScene scene) => scene.Step.Host != scene.Plan.Host && state.Book.IsBeingRecovered(scene.Step.Host)
        ? $"{scene.Step.Host} is being recovered: where it goes is decided there" : null;

    protected override Task<ActionAnswer> AskAsync(StepScene scene, HostName? target, CancellationToken ct) =>
        scene.AskAsync("live-migrate", Compute.LiveMigrateAsync(scene.Step.Instance!.Value, target, scene.Context, ct), To(target));
}

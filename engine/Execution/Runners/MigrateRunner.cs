using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Moves one instance off a live host while it does not run. The cloud keeps the old copy until the move is confirmed, which is done
/// as soon as the instance is seen at its new place.
/// </summary>
public sealed class MigrateRunner(IComputeControl compute, TargetChooser targets, ExecutionOptions options) : MoveRunner(compute, targets, options)
{
    readonly TimeSpan poll = options.MovePoll;

    public override StepKind Kind => StepKind.Migrate;

    protected override MoveKind Move => MoveKind.Migration;

    protected override string TaskWord => "resize";

    /// <summary>Never from a host that may be dead: the old copy would be left to come back.</summary>
    protected override Task<ActionAnswer> AskAsync(StepScene scene, HostName? target, CancellationToken ct) => AskWhileItLivesAsync(
        scene, "cold migration", () => scene.AskAsync("migrate", Compute.MigrateAsync(scene.Step.Instance!.Value, target, scene.Context, ct), To(target)), ct);

    protected override async Task<StepOutcome> ConfirmAsync(StepScene scene, MoveReport report, CancellationToken ct)
    {
        if (scene.TimedOut)
            return new StepOutcome.Failed($"on {report.Host}, but the cloud does not take the confirmation: {report.Detail}", false);
        return await scene.AskAsync("confirm", Compute.ConfirmMigrationAsync(scene.Step.Instance!.Value, scene.Context, ct)) switch
        {
            ActionAnswer.Refused { Retryable: false } refused =>
                new StepOutcome.Failed($"on {report.Host}, but the cloud does not take the confirmation: {refused.Reason}", false),
            _ => new StepOutcome.Pending(poll, scene.Step.Memo),
        };
    }
}

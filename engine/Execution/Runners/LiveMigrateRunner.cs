using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Moves one running instance off a live host.</summary>
public sealed class LiveMigrateRunner(IComputeControl compute, TargetChooser targets, ClusterState state, PolicyHolder policies, ExecutionOptions options) : MoveRunner(compute, targets, options)
{
    readonly ExecutionOptions options = options;

    public override StepKind Kind => StepKind.LiveMigrate;

    protected override MoveKind Move => MoveKind.LiveMigration;

    protected override string TaskWord => "migrating";

    /// <summary>One that would go home, or follow others, from a host that is being recovered itself is left to that recovery: it may be fenced meanwhile.</summary>
    protected override string? WhyNotWanted(StepScene scene) => scene.Step.Host != scene.Plan.Host && state.Book.IsBeingRecovered(scene.Step.Host)
        ? $"{scene.Step.Host} is being recovered: where it goes is decided there" : null;

    /// <summary>What it needs of its host as its policy has it: Nova would take the ask, and say only later that it cannot.</summary>
    protected override string? WhyNotAsked(StepScene scene)
    {
        if (state.Fleet.Instance(scene.Step.Instance!.Value) is not { } instance)
            return null;
        var classes = (policies.Find(scene.Plan.Policy) ?? policies.Current).Classes;
        return classes.Classify(instance, state.Fleet.Host(instance.Host)).Needs.WhyNotLiveMigrate(HostNeeds.Of(instance));
    }

    /// <summary>Only what we have asked for is ended: a migration that a person began, and that was under way when we would have asked, is hers.</summary>
    protected override async Task<StepOutcome> EndAsync(StepScene scene, MoveReport report, CancellationToken ct)
    {
        if (report.State == MoveState.UnderWay && IsOurOwn(scene))
            return await LiveMigrationAbort.RunAsync(scene, report, Compute, options, ct);
        return WaitsForItsEnd(scene) ? new StepOutcome.Pending(options.MovePoll, scene.Step.Memo) : await base.EndAsync(scene, report, ct);
    }

    protected override bool WaitsForItsEnd(StepScene scene) => LiveMigrationAbort.IsAwaited(scene, options);

    protected override string WhyFailed(StepScene scene, MoveReport report) =>
        LiveMigrationAbort.Words(scene) is { } aborted ? $"{aborted}: {report.Detail}" : report.Detail;

    protected override Task<ActionAnswer> AskAsync(StepScene scene, HostName? target, CancellationToken ct) => AskWhileItLivesAsync(
        scene, "live migration", () => scene.AskAsync("live-migrate", Compute.LiveMigrateAsync(scene.Step.Instance!.Value, target, scene.Context, ct), To(target)), ct);
}

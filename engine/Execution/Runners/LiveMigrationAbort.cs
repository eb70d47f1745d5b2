using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Ends a live migration that is past its time, so that what comes next is not asked of an instance that is being moved: first written down, then asked
/// for, then its end is waited for. It may come to its end all the same, and then it is done.
/// </summary>
static class LiveMigrationAbort
{
    const string MeantAt = "abort-meant-at";
    const string HeardAt = "abort-heard-at";
    const string AgainAt = "abort-again-at";

    /// <summary>It was begun, and its effect may still come.</summary>
    public static bool IsAwaited(StepScene scene, ExecutionOptions options) => MeantSince(scene) is { } since && scene.Now <= since + options.AbortWait;

    /// <summary>Such as <c>aborted after 10m</c>; null: it was not aborted.</summary>
    public static string? Words(StepScene scene) => MeantSince(scene) is null ? null : $"aborted after {Late(scene)}";

    /// <summary>The migration is under way, and the step's time is over.</summary>
    public static async Task<StepOutcome> RunAsync(StepScene scene, MoveReport report, IComputeControl compute, ExecutionOptions options, CancellationToken ct)
    {
        var memo = scene.Step.Memo;
        if (MeantSince(scene) is not { } since)
        {
            return new StepOutcome.Pending(TimeSpan.Zero, memo.With(MeantAt, scene.Now))
            {
                Line = ("abort", $"is aborted: still under way after {Late(scene)}: {report.Detail}"),
            };
        }

        if (!IsAwaited(scene, options))
            return new StepOutcome.Failed($"still under way after {Late(scene)}, though it was to be aborted at {since:HH:mm:ss}: {report.Detail}", false);
        if (scene.Resumed && memo.Time(HeardAt) is null)
            return new StepOutcome.Pending(options.MovePoll, memo.With(AgainAt, scene.Now + options.AskGrace));     // it may have been asked for: its effect has time to show
        if (memo.Time(HeardAt) is not null || memo.Time(AgainAt) > scene.Now)
            return new StepOutcome.Pending(options.MovePoll, memo);
        return await scene.AskAsync("abort-live-migration", compute.AbortLiveMigrationAsync(scene.Step.Instance!.Value, report.Migration, scene.Context, ct)) switch
        {
            ActionAnswer.Accepted => new StepOutcome.Pending(options.MovePoll, memo.With(HeardAt, scene.Now)),
            ActionAnswer.Refused { Retryable: false } refused =>
                new StepOutcome.Failed($"still under way after {Late(scene)}, and the cloud does not abort it: {refused.Reason}", false),
            _ => new StepOutcome.Pending(options.MovePoll, memo.With(AgainAt, scene.Now + options.AskGrace)),   // asked twice it is ended once
        };
    }

    static DateTimeOffset? MeantSince(StepScene scene) => scene.Step.Memo.Time(MeantAt);

    static string Late(StepScene scene) => Durations.Text(scene.Step.Timeout);
}

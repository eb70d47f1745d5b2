using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Moves one instance, once. The cloud would accept the same move twice, so what it already has is read before every ask, and
/// an ask that may have been heard is never repeated before its traces had time to show.
/// </summary>
public abstract class MoveRunner(IComputeControl compute, ExecutionOptions options) : IStepRunner
{
    const string Baseline = "newest-migration-before";
    const string SentAt = "sent-at";
    const string DoubtSince = "in-doubt-since";

    public abstract StepKind Kind { get; }

    protected IComputeControl Compute { get; } = compute;

    protected abstract MoveKind Move { get; }

    /// <summary>
    /// What the cloud does with an instance while it moves it so: set when it accepts the move, before there is a record of it. It may
    /// also be left from long ago, so it only counts where an ask of ours may have been heard.
    /// </summary>
    protected abstract bool IsAtWork(string? taskState);

    protected abstract Task<ActionAnswer> AskAsync(StepScene scene, HostName? target, CancellationToken ct);

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        try
        {
            var baseline = scene.Step.Memo.Number(Baseline);
            var report = await Compute.ReadMoveAsync(scene.Step.Instance!.Value, scene.Step.Host, Move, baseline ?? 0, ct);
            return baseline is null ? await BeginAsync(scene, report, ct) : await JudgeAsync(scene, report, ct);
        }
        catch (OutsideUnavailableException e)
        {
            return scene.TimedOut
                ? new StepOutcome.Failed($"the cloud cannot be asked: {e.Message}", scene.Step.Memo.Time(SentAt) is null)
                : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
        }
    }

    /// <summary>First look of a try: what is under way already is adopted, whoever asked for it; what is over is not ours.</summary>
    async Task<StepOutcome> BeginAsync(StepScene scene, MoveReport report, CancellationToken ct)
    {
        var memo = scene.Step.Memo.With(Baseline, report.State == MoveState.UnderWay ? report.Migration - 1 : report.Migration);
        if (report.State == MoveState.UnderWay)
            return new StepOutcome.Pending(options.MovePoll, memo.With(SentAt, scene.Now));
        var judged = scene with { Step = scene.Step with { Memo = memo } };
        return await JudgeAsync(judged, report with { State = MoveState.None }, ct);
    }

    async Task<StepOutcome> JudgeAsync(StepScene scene, MoveReport report, CancellationToken ct)
    {
        if (report.Host is null)
            return new StepOutcome.Skipped("the cloud does not know it any more");
        var left = report.Host != scene.Step.Host;
        return report.State switch
        {
            MoveState.Done when left && report.TaskState is null => new StepOutcome.Done($"on {report.Host}, {Word(report.Vm)}"),

            // It left because we asked; the record that says so was only not there yet when the records were read.
            MoveState.None when left && scene.Step.Memo.Time(SentAt) is not null && !scene.TimedOut =>
                new StepOutcome.Pending(options.MovePoll, scene.Step.Memo),
            MoveState.None when left => new StepOutcome.Skipped($"on {report.Host} already"),
            MoveState.Failed when left && Move == MoveKind.LiveMigration => new StepOutcome.Skipped($"on {report.Host} meanwhile"),
            MoveState.Failed when !left => new StepOutcome.Failed(report.Detail, true),
            MoveState.None => await AskOnceAsync(scene, report, ct),

            // Under way past its time is not asked for again: two moves of one instance are worse than a late one.
            _ when scene.TimedOut => new StepOutcome.Failed(
                $"still under way after {Policies.Durations.Text(scene.Step.Timeout)}: {report.Detail}", false),
            _ => new StepOutcome.Pending(options.MovePoll, scene.Step.Memo),
        };
    }

    /// <summary>The cloud shows no trace of our move.</summary>
    async Task<StepOutcome> AskOnceAsync(StepScene scene, MoveReport report, CancellationToken ct)
    {
        var memo = scene.Step.Memo;
        if (memo.Time(SentAt) is { } sent && memo.Time(DoubtSince) is null)
        {
            // It was accepted, so the trace must come.
            return scene.TimedOut
                ? new StepOutcome.Failed($"accepted at {sent:HH:mm:ss}, but no migration ever showed", true)
                : new StepOutcome.Pending(options.MovePoll, memo);
        }

        if (scene.TimedOut)
            return new StepOutcome.Failed($"no clear answer within {Policies.Durations.Text(scene.Step.Timeout)}", true);
        if (scene.Resumed)
            memo = memo.With(DoubtSince, scene.Now);
        if (memo.Time(DoubtSince) is { } since && (scene.Now - since < options.AskGrace || IsAtWork(report.TaskState)))
            return new StepOutcome.Pending(options.MovePoll, memo);

        var target = scene.Step.Argument is { } name ? new HostName(name) : (HostName?)null;
        return await AskAsync(scene, target, ct) switch
        {
            ActionAnswer.Accepted => new StepOutcome.Pending(
                options.MovePoll, memo.Without(DoubtSince).With(SentAt, scene.Now)),
            ActionAnswer.Refused refused => new StepOutcome.Failed(refused.Reason, refused.Retryable),
            _ => new StepOutcome.Pending(options.MovePoll, memo.With(SentAt, scene.Now).With(DoubtSince, scene.Now)),
        };
    }

    static string Word(VmState state) => state.ToString().ToLowerInvariant();
}

using System.Collections.Frozen;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Moves one instance, once. The cloud would accept the same move twice, so what it already has is read before every ask, and
/// an ask that may have been heard is never repeated before its traces had time to show: in the records, in what the cloud is doing
/// with the instance, and in where it is.
/// </summary>
public abstract class MoveRunner(IComputeControl compute, TargetChooser targets, ExecutionOptions options) : IStepRunner
{
    const string Baseline = "newest-migration-before";
    const string SentAt = "sent-at";
    const string DoubtUntil = "in-doubt-until";
    const string Anothers = "begun-by-another";

    public abstract StepKind Kind { get; }

    protected IComputeControl Compute { get; } = compute;

    protected abstract MoveKind Move { get; }

    /// <summary>What the cloud says it is doing with an instance whose move it has taken, from the moment it has; the beginning of the word.</summary>
    protected abstract string TaskWord { get; }

    /// <summary>What the move rests on still stands; where not, that has been told, and the next turn sees to it.</summary>
    protected virtual Task<bool> MayAskAsync(StepScene scene, CancellationToken ct) => Task.FromResult(true);

    /// <summary>Why it is not wanted any more, in words; null: it is. Not asked again once the cloud may have heard of the move.</summary>
    protected virtual string? WhyNotWanted(StepScene scene) => null;

    /// <summary>Why the cloud is not asked though the move is wanted, in words; null: it is. What follows is what follows a refusal.</summary>
    protected virtual string? WhyNotAsked(StepScene scene) => null;

    protected abstract Task<ActionAnswer> AskAsync(StepScene scene, HostName? target, CancellationToken ct);

    /// <summary>Asks where the host that it leaves lives, as far as the cloud knows now; what needs that host would fail, or leave an old copy to come back.</summary>
    /// <param name="move">Such as <c>live migration</c>.</param>
    protected async Task<ActionAnswer> AskWhileItLivesAsync(StepScene scene, string move, Func<Task<ActionAnswer>> ask, CancellationToken ct)
    {
        var host = scene.Step.Host;
        return await Compute.ReadHostAsync(host, ct) is { Up: true, ForcedDown: false }
            ? await ask() : new ActionAnswer.Refused($"nova-compute of {host} is not up, and a {move} needs the host it leaves", true);
    }

    /// <summary>Under way past its time. It is not asked for again: two moves of one instance are worse than a late one.</summary>
    protected virtual Task<StepOutcome> EndAsync(StepScene scene, MoveReport report, CancellationToken ct) => Task.FromResult<StepOutcome>(new StepOutcome.Failed(
        $"still under way after {Policies.Durations.Text(scene.Step.Timeout)}: {report.Detail}", false));

    /// <summary>It is past its time, and something was done to end it whose effect is still to come.</summary>
    protected virtual bool WaitsForItsEnd(StepScene scene) => false;

    /// <summary>Why it has not left, in words.</summary>
    protected virtual string WhyFailed(StepScene scene, MoveReport report) => report.Detail;

    /// <summary>The cloud has taken the move from us, or was at it when the step began.</summary>
    static bool WasAsked(StepScene scene) => scene.Step.Memo.Time(SentAt) is not null;

    /// <summary>The move under way is what we have asked for, and nobody else's.</summary>
    protected static bool IsOurOwn(StepScene scene) => WasAsked(scene) && !scene.Step.Memo.ContainsKey(Anothers);

    /// <summary>For the history; null where the scheduler picks.</summary>
    protected static string? To(HostName? target) => target is { } host ? $"to {host}" : null;

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
            return scene.TimedOut && !WaitsForItsEnd(scene)
                ? new StepOutcome.Failed($"the cloud cannot be asked: {e.Message}", !WasAsked(scene))
                : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
        }
    }

    /// <summary>First look of a try: what is under way already is adopted, whoever asked for it; what is over is not ours.</summary>
    async Task<StepOutcome> BeginAsync(StepScene scene, MoveReport report, CancellationToken ct)
    {
        var memo = Arrival.Noted(scene.Step.Memo, report).With(Baseline, report.State == MoveState.UnderWay || IsOurs(scene, report) ? report.Migration - 1 : report.Migration);
        if (IsOurs(scene, report))
            return new StepOutcome.Pending(options.MovePoll, memo.With(SentAt, scene.Now));
        if (report.State == MoveState.UnderWay || IsBeingMoved(report))
            return new StepOutcome.Pending(options.MovePoll, (MayBeOurs(scene) ? memo : memo.With(Anothers, "true")).With(SentAt, scene.Now));
        var judged = scene with { Step = scene.Step with { Memo = memo } };
        return await JudgeAsync(judged, report with { State = MoveState.None }, ct);
    }

    /// <summary>What waits to be confirmed when a step goes on is what it asked for before; another's is not ours to confirm.</summary>
    static bool IsOurs(StepScene scene, MoveReport report) => report.State == MoveState.ToConfirm && MayBeOurs(scene);

    /// <summary>What the first look of a step finds, that never looked before, it has not asked for.</summary>
    static bool MayBeOurs(StepScene scene) => scene.Resumed || scene.Step.Tries > 1;

    /// <summary>It has come to its new place, and the cloud waits for a word.</summary>
    protected virtual Task<StepOutcome> ConfirmAsync(StepScene scene, MoveReport report, CancellationToken ct) =>
        Task.FromResult<StepOutcome>(new StepOutcome.Pending(options.MovePoll, scene.Step.Memo));

    async Task<StepOutcome> JudgeAsync(StepScene scene, MoveReport report, CancellationToken ct)
    {
        if (report.Host is null)
            return new StepOutcome.Skipped("the cloud does not know it any more");
        var left = report.Host != scene.Step.Host;
        return report.State switch
        {
            MoveState.Done when left && report.TaskState is null => Arrival.Judged(scene, report, report.Host.Value),

            // It left because we asked; the record that says so was only not there yet when the records were read.
            MoveState.None when left && scene.Step.Memo.Time(SentAt) is not null && !scene.TimedOut =>
                new StepOutcome.Pending(options.MovePoll, scene.Step.Memo),
            MoveState.None when left => new StepOutcome.Skipped($"on {report.Host} already"),
            MoveState.Failed when left && Move != MoveKind.Evacuation => new StepOutcome.Skipped($"on {report.Host} meanwhile"),
            MoveState.ToConfirm when left => await ConfirmAsync(scene, report, ct),
            MoveState.Failed when !left => new StepOutcome.Failed(WhyFailed(scene, report), true) { Keeps = TriedToo(scene.Step, report.Target) },
            MoveState.None when IsBeingMoved(report) && !scene.TimedOut => new StepOutcome.Pending(options.MovePoll, Heard(scene)),
            MoveState.None when !IsBeingMoved(report) => await AskOnceAsync(scene, ct),

            MoveState.None when scene.TimedOut && Move == MoveKind.Evacuation => new StepOutcome.Failed(
                $"still {report.TaskState} after {Policies.Durations.Text(scene.Step.Timeout)}, and the cloud has no record of a move; "
                + $"to have it forget that: policyha reset-state {scene.Step.InstanceName ?? scene.Step.Instance!.Value.Value} --reason TEXT", false),

            _ when scene.TimedOut => await EndAsync(scene, report, ct),
            _ => new StepOutcome.Pending(options.MovePoll, scene.Step.Memo),
        };
    }

    /// <summary>The instance itself shows the move at once, the records perhaps only later.</summary>
    bool IsBeingMoved(MoveReport report) => report.TaskState?.StartsWith(TaskWord, StringComparison.Ordinal) is true;

    static IReadOnlyDictionary<string, string> Heard(StepScene scene)
    {
        var memo = scene.Step.Memo;
        return memo.Time(DoubtUntil) is null && memo.Time(SentAt) is not null ? memo : memo.Without(DoubtUntil).With(SentAt, scene.Now);
    }

    /// <summary>The cloud shows no trace of our move.</summary>
    async Task<StepOutcome> AskOnceAsync(StepScene scene, CancellationToken ct)
    {
        var memo = scene.Step.Memo;
        if (memo.Time(SentAt) is { } sent && memo.Time(DoubtUntil) is null)
        {
            // It was accepted, so the trace must come.
            return scene.TimedOut
                ? new StepOutcome.Failed($"accepted at {sent:HH:mm:ss}, but no migration ever showed", true)
                : new StepOutcome.Pending(options.MovePoll, memo);
        }

        if (scene.Resumed && memo.Time(DoubtUntil) is null)
            memo = memo.With(DoubtUntil, scene.Now + options.AskGrace);
        if (memo.Time(DoubtUntil) > scene.Now)
            return new StepOutcome.Pending(options.MovePoll, memo);     // past its time too: the next try would ask into the doubt
        if (scene.TimedOut)
            return new StepOutcome.Failed($"no clear answer within {Policies.Durations.Text(scene.Step.Timeout)}", true);
        if (memo.Time(SentAt) is null && WhyNotWanted(scene) is { } unwanted)
            return new StepOutcome.Skipped(unwanted);
        if (memo.Time(SentAt) is null && WhyNotAsked(scene) is { } bound)
            return new StepOutcome.Failed(bound, false);

        if (memo.GetValueOrDefault(PlanStep.TargetKey) is { } known && !targets.Stands(scene.Step, scene.Plan, new HostName(known)))
            memo = memo.Without(PlanStep.TargetKey);
        var reserved = Move == MoveKind.Evacuation ? scene.Plan.ReservedHosts : [];
        var only = reserved.Count == 1 && !targets.IsToThinkOf(scene.Step) ? reserved[0] : (HostName?)null;
        if (only is { } taken && targets.WhyNotOn(scene.Step, scene.Plan, taken) is { } forbidden)
            return new StepOutcome.Failed(forbidden, false) { Keeps = memo.With(PlanStep.NoPlaceKey, "true") };
        if (scene.Step.Argument is null && only is null && !memo.ContainsKey(PlanStep.TargetKey))
        {
            var choice = reserved.Count > 0 ? targets.Among(scene.Step, scene.Plan) : targets.For(scene.Step, scene.Plan, scene.Step.Tried.ToHashSet());
            if (choice.WhyNowhere is { } nowhere)
                return new StepOutcome.Failed(nowhere, false) { Keeps = memo.With(PlanStep.NoPlaceKey, "true") };
            if (choice.Target is { } chosen)                            // first written down, then asked for
                return new StepOutcome.Pending(TimeSpan.Zero, memo.With(PlanStep.TargetKey, chosen.Value)) { Line = ("target", $"to {chosen}: {choice.Because}") };
        }

        var target = (scene.Step.Argument ?? only?.Value ?? memo.GetValueOrDefault(PlanStep.TargetKey)) is { } name ? new HostName(name) : (HostName?)null;
        if (!await MayAskAsync(scene, ct))
            return new StepOutcome.Pending(options.MovePoll, memo);
        return await AskAsync(scene, target, ct) switch
        {
            ActionAnswer.Accepted => new StepOutcome.Pending(
                options.MovePoll, memo.Without(DoubtUntil).With(SentAt, scene.Now)),
            ActionAnswer.Refused refused => new StepOutcome.Failed(refused.Reason, refused.Retryable),
            _ => new StepOutcome.Pending(options.MovePoll, memo.With(SentAt, scene.Now).With(DoubtUntil, scene.Now + options.MoveGrace)),
        };
    }

    /// <summary>What the next try must know: where this one ended.</summary>
    static IReadOnlyDictionary<string, string> TriedToo(PlanStep step, HostName? target)
    {
        var tried = step.Tried.ToHashSet();
        if ((target ?? step.Target) is { } host)
            tried.Add(host);
        return tried.Count == 0
            ? FrozenDictionary<string, string>.Empty
            : new Dictionary<string, string> { [PlanStep.TriedKey] = string.Join(',', tried.Order()) };
    }
}

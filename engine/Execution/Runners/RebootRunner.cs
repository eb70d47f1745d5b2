using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Reboots one instance hard, where it is, once. A reboot that is over leaves nothing at the instance that shows it, so the cloud's record of
/// reboots is read before every ask: a newer one than before is ours, or does as well. What its owner does meanwhile wins.
/// </summary>
public sealed class RebootRunner(IComputeControl compute, ExecutionOptions options) : IStepRunner
{
    const string Baseline = "newest-reboot-before";
    const string SentAt = "sent-at";
    const string DoubtUntil = "in-doubt-until";

    public StepKind Kind => StepKind.Reboot;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var id = scene.Step.Instance!.Value;
        try
        {
            // The record first: one that shows our reboot must never meet an older look at the instance.
            var newest = await compute.ReadNewestRebootAsync(id, ct) ?? "";
            var instance = await compute.ReadInstanceAsync(id, ct);
            return await NextAsync(scene, newest, instance, ct);
        }
        catch (OutsideUnavailableException e)
        {
            var memo = InDoubt(scene);
            return scene.TimedOut && !(memo.Time(DoubtUntil) > scene.Now)
                ? new StepOutcome.Failed(e.Message, true) { Keeps = memo }
                : new StepOutcome.Pending(options.MovePoll, memo);
        }
    }

    async Task<StepOutcome> NextAsync(StepScene scene, string newest, Instance? instance, CancellationToken ct)
    {
        var memo = scene.Step.Memo;
        if (instance is null or { State: VmState.Deleted })
            return new StepOutcome.Skipped("the cloud does not know it any more");
        if (instance.Host != scene.Step.Host)
            return new StepOutcome.Skipped($"on {instance.Host} meanwhile");
        var isUnderWay = instance.TaskState?.StartsWith("reboot", StringComparison.Ordinal) is true;
        var isHeard = memo.Time(SentAt) is not null || isUnderWay || (memo.TryGetValue(Baseline, out var before) && before != newest);
        if (instance is { State: VmState.Stopped, TaskState: null })
            return new StepOutcome.Skipped("stopped, and not by us: its owner's wish");
        if (isHeard)
            return AfterReboot(scene, newest, instance);
        memo = InDoubt(scene);
        if (memo.Time(DoubtUntil) > scene.Now)
            return new StepOutcome.Pending(options.MovePoll, memo);     // past its time too: the next try would ask into the doubt
        if (scene.TimedOut)
            return new StepOutcome.Failed(Standing(instance), true);
        if (instance.Locked)
            return new StepOutcome.Failed("locked by its owner or an administrator, who do not want it touched", false);
        if (instance.State is not (VmState.Active or VmState.Error))
            return new StepOutcome.Failed($"it is {Word(instance.State)}, and a reboot would make it run", false);
        if (instance.TaskState is not null)
            return new StepOutcome.Pending(options.MovePoll, memo);
        return memo.ContainsKey(Baseline)
            ? await AskAsync(scene, memo, ct)
            : new StepOutcome.Pending(TimeSpan.Zero, memo.With(Baseline, newest));      // first written down, then asked for
    }

    /// <summary>A reboot has begun since we meant to reboot it, whoever asked for it.</summary>
    StepOutcome AfterReboot(StepScene scene, string newest, Instance instance)
    {
        var memo = scene.Step.Memo;
        memo = memo.ContainsKey(Baseline) ? memo : memo.With(Baseline, newest);
        if (instance is { State: VmState.Active, TaskState: null })
            return new StepOutcome.Done("rebooted, active");
        if (instance.TaskState is null)
            return new StepOutcome.Failed(Standing(instance), true);
        if (scene.TimedOut)                                 // it goes on, and the next try must know it for ours when it is over
        {
            var before = memo[Baseline] == newest ? "" : memo[Baseline];
            return new StepOutcome.Failed(Standing(instance), true) { Keeps = new Dictionary<string, string> { [Baseline] = before } };
        }

        return new StepOutcome.Pending(options.MovePoll, memo.Without(DoubtUntil).With(SentAt, memo.Time(SentAt) ?? scene.Now));
    }

    async Task<StepOutcome> AskAsync(StepScene scene, IReadOnlyDictionary<string, string> memo, CancellationToken ct) =>
        await scene.AskAsync("reboot", compute.RebootAsync(scene.Step.Instance!.Value, scene.Context, ct)) switch
        {
            ActionAnswer.Accepted => new StepOutcome.Pending(options.MovePoll, memo.Without(DoubtUntil).With(SentAt, scene.Now)),
            ActionAnswer.Refused refused => new StepOutcome.Failed(refused.Reason, refused.Retryable),
            _ => new StepOutcome.Pending(options.MovePoll, memo.With(DoubtUntil, scene.Now + options.MoveGrace)),
        };

    /// <summary>The former process may have asked and not have written it down: that would show by then.</summary>
    IReadOnlyDictionary<string, string> InDoubt(StepScene scene)
    {
        var memo = scene.Step.Memo;
        var until = scene.Now + options.AskGrace;
        return scene.Resumed && memo.ContainsKey(Baseline) && memo.Time(SentAt) is null && !(memo.Time(DoubtUntil) > until)
            ? memo.With(DoubtUntil, until)
            : memo;
    }

    static string Standing(Instance instance) => $"{Word(instance.State)}, task {instance.TaskState ?? "none"}";

    static string Word(VmState state) => state.ToString().ToLowerInvariant();
}

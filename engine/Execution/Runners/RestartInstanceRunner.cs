using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Stops and starts one instance where it is. What its owner does meanwhile wins; so that our own stop is never taken for the
/// owner's, it is on disk that we are about to stop (and to start) before the cloud is asked to.
/// </summary>
public sealed class RestartInstanceRunner(IComputeControl compute, ExecutionOptions options) : IStepRunner
{
    const string StopMeantAt = "stop-meant-at";
    const string StopSentAt = "stop-sent-at";
    const string StartMeantAt = "start-meant-at";
    const string StartSentAt = "start-sent-at";
    const string StartHeardAt = "start-heard-at";

    public StepKind Kind => StepKind.RestartInstance;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        try
        {
            var instance = await compute.ReadInstanceAsync(scene.Step.Instance!.Value, ct);
            return await NextAsync(scene, instance, ct);
        }
        catch (OutsideUnavailableException e)
        {
            return scene.TimedOut ? Failed(scene, e.Message) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
        }
    }

    async Task<StepOutcome> NextAsync(StepScene scene, Instance? instance, CancellationToken ct)
    {
        scene = Heard(scene, instance);
        var memo = scene.Step.Memo;
        if (instance is null or { State: VmState.Deleted })
            return new StepOutcome.Skipped("the cloud does not know it any more");
        if (instance.Host != scene.Step.Host)
            return new StepOutcome.Skipped($"on {instance.Host} meanwhile");
        if ((memo.Time(StartMeantAt) ?? memo.Time(StartHeardAt)) is not null && instance is { State: VmState.Active, TaskState: null })
            return new StepOutcome.Done("stopped and started, active");
        if (instance is { State: VmState.Stopped, TaskState: null } && memo.Time(StartHeardAt) is { } heard && (scene.TimedOut || memo.Time(StartSentAt) is null))
            return StoppedAgain(heard);
        if (scene.TimedOut)
            return Failed(scene, $"{Word(instance.State)}, task {instance.TaskState ?? "none"}");
        if (instance.TaskState is not null)
            return new StepOutcome.Pending(options.MovePoll, memo);
        if (instance.Locked && memo.Time(StopMeantAt) is null)
            return new StepOutcome.Failed("locked by its owner or an administrator, who do not want it touched", false);
        return instance.State switch
        {
            VmState.Stopped when memo.Time(StopMeantAt) is null => new StepOutcome.Skipped("stopped, and not by us: its owner's wish"),
            VmState.Stopped when memo.Time(StartSentAt) is null => await ActAsync(WithStop(scene), StartMeantAt, StartSentAt, compute.StartAsync, ct),
            VmState.Active or VmState.Error when memo.Time(StopSentAt) is null =>
                await ActAsync(scene, StopMeantAt, StopSentAt, compute.StopAsync, ct),
            // It stood still when we meant to start it, so our start was heard: a stop from now on is another's.
            VmState.Active or VmState.Error when memo.Time(StartMeantAt) is not null =>
                new StepOutcome.Pending(options.MovePoll, memo.Without(StopMeantAt).With(StartSentAt, memo.Time(StartSentAt) ?? scene.Now)),
            VmState.Active or VmState.Error or VmState.Stopped => new StepOutcome.Pending(options.MovePoll, memo),
            _ => new StepOutcome.Failed($"Nova can neither stop nor start it while it is {Word(instance.State)}", false),
        };
    }

    /// <summary>It is being started, and we meant it to be: our start was heard, also when its answer was lost.</summary>
    static StepScene Heard(StepScene scene, Instance? instance) =>
        scene.Step.Memo is var memo && instance?.TaskState == "powering-on" && memo.Time(StartMeantAt) is not null && memo.Time(StartHeardAt) is null
            ? scene with { Step = scene.Step with { Memo = memo.With(StartHeardAt, scene.Now) } }
            : scene;

    /// <summary>It stands still, and we meant it to: our stop was heard, also when its answer was lost in a crash.</summary>
    static StepScene WithStop(StepScene scene) => scene.Step.Memo.Time(StopSentAt) is not null
        ? scene
        : scene with { Step = scene.Step with { Memo = scene.Step.Memo.With(StopSentAt, scene.Now) } };

    /// <summary>First that it is meant, which is written down; the next look acts, or finds that it was done already.</summary>
    async Task<StepOutcome> ActAsync(
        StepScene scene,
        string meant,
        string sent,
        Func<InstanceId, ActionContext, CancellationToken, Task<ActionAnswer>> act,
        CancellationToken ct)
    {
        var memo = scene.Step.Memo;
        if (memo.Time(meant) is null || (meant == StopMeantAt && memo.Time(StartHeardAt) is not null))
            return new StepOutcome.Pending(TimeSpan.Zero, (meant == StopMeantAt ? memo.Without(StartHeardAt) : memo).With(meant, scene.Now));
        var asked = act(scene.Step.Instance!.Value, scene.Context, ct);
        return await scene.AskAsync(meant == StopMeantAt ? "stop" : "start", asked) switch
        {
            ActionAnswer.Refused refused when memo.Time(StopSentAt) is null && !scene.Resumed =>
                new StepOutcome.Failed(refused.Reason, refused.Retryable) { Keeps = memo.Without(meant) },
            ActionAnswer.Refused refused => Failed(scene, refused.Reason) with { Retryable = refused.Retryable },
            ActionAnswer.Accepted when sent == StartSentAt => new StepOutcome.Pending(options.MovePoll, memo.With(sent, scene.Now).With(StartHeardAt, scene.Now)),
            _ => new StepOutcome.Pending(options.MovePoll, memo.With(sent, scene.Now)),
        };
    }

    /// <summary>The cloud took our start, and it stands still: it would not start, or its owner has stopped it since. Which of them, nobody can tell from here.</summary>
    static StepOutcome.Failed StoppedAgain(DateTimeOffset heard) =>
        new($"the cloud took its start at {heard:HH:mm:ss}, and it is stopped: by its owner, or it would not start; it is not started a second time", false);

    /// <summary>The next try begins anew, but knows that a stop it finds is ours.</summary>
    static StepOutcome.Failed Failed(StepScene scene, string reason)
    {
        var memo = scene.Step.Memo;
        return new StepOutcome.Failed(reason, true) { Keeps = memo.Without(StopSentAt, StartMeantAt, StartSentAt) };
    }

    static string Word(VmState state) => state.ToString().ToLowerInvariant();
}

using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Stops and starts one instance where it is. What its owner does meanwhile wins.</summary>
public sealed class RestartInstanceRunner(IComputeControl compute, ExecutionOptions options) : IStepRunner
{
    const string StopSentAt = "stop-sent-at";
    const string StartSentAt = "start-sent-at";

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
            return scene.TimedOut ? new StepOutcome.Failed(e.Message, true) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
        }
    }

    async Task<StepOutcome> NextAsync(StepScene scene, Instance? instance, CancellationToken ct)
    {
        var memo = scene.Step.Memo;
        if (instance is null or { State: VmState.Deleted })
            return new StepOutcome.Skipped("the cloud does not know it any more");
        if (instance.Host != scene.Step.Host)
            return new StepOutcome.Skipped($"on {instance.Host} meanwhile");
        if (memo.Time(StartSentAt) is not null && instance is { State: VmState.Active, TaskState: null })
            return new StepOutcome.Done("stopped and started, active");
        if (scene.TimedOut)
            return new StepOutcome.Failed($"{instance.State.ToString().ToLowerInvariant()}, task {instance.TaskState ?? "none"}", true);
        if (instance.TaskState is not null)
            return new StepOutcome.Pending(options.MovePoll, memo);
        return instance.State switch
        {
            VmState.Stopped when memo.Time(StopSentAt) is null && scene.Step.Tries == 1 =>
                new StepOutcome.Skipped("stopped, and not by us: its owner's wish"),
            VmState.Stopped when memo.Time(StartSentAt) is null =>
                await ActAsync(scene, StartSentAt, compute.StartAsync, ct),
            VmState.Active or VmState.Error when memo.Time(StopSentAt) is null =>
                await ActAsync(scene, StopSentAt, compute.StopAsync, ct),
            VmState.Active or VmState.Error or VmState.Stopped => new StepOutcome.Pending(options.MovePoll, memo),
            _ => new StepOutcome.Failed($"Nova can neither stop nor start it while it is {instance.State.ToString().ToLowerInvariant()}", false),
        };
    }

    async Task<StepOutcome> ActAsync(
        StepScene scene,
        string memoKey,
        Func<Facts.InstanceId, ActionContext, CancellationToken, Task<ActionAnswer>> act,
        CancellationToken ct) =>
        await act(scene.Step.Instance!.Value, scene.Context, ct) switch
        {
            ActionAnswer.Refused refused => new StepOutcome.Failed(refused.Reason, refused.Retryable),
            _ => new StepOutcome.Pending(options.MovePoll, scene.Step.Memo.With(memoKey, scene.Now)),
        };
}

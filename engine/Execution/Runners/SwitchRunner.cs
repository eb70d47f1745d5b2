using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Stops or starts one instance. So that what we did is never taken for its owner's act, nor the other way round, it is on disk that
/// we are about to act before the cloud is asked to.
/// </summary>
public abstract class SwitchRunner(IComputeControl compute, ExecutionOptions options) : IStepRunner
{
    const string MeantAt = "meant-at";
    const string SentAt = "sent-at";

    public abstract StepKind Kind { get; }

    protected IComputeControl Compute { get; } = compute;

    /// <summary>How the instance shall be.</summary>
    protected abstract VmState Wanted { get; }

    /// <summary>Why it is left as it is; asked as long as nothing has been done. Null: go on.</summary>
    protected abstract StepOutcome? Objection(StepScene scene, Instance instance);

    /// <summary>The cloud takes the act from this state.</summary>
    protected abstract bool CanSwitch(VmState state);

    protected abstract Task<ActionAnswer> AskAsync(StepScene scene, CancellationToken ct);

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        try
        {
            return await NextAsync(scene, await Compute.ReadInstanceAsync(scene.Step.Instance!.Value, ct), ct);
        }
        catch (OutsideUnavailableException e)
        {
            return scene.TimedOut ? Failed(scene, e.Message) : new StepOutcome.Pending(options.MovePoll, scene.Step.Memo);
        }
    }

    async Task<StepOutcome> NextAsync(StepScene scene, Instance? instance, CancellationToken ct)
    {
        var memo = scene.Step.Memo;
        if (instance is null or { State: VmState.Deleted })
            return new StepOutcome.Skipped("the cloud does not know it any more");
        if (memo.Time(MeantAt) is null && Objection(scene, instance) is { } objection)
            return objection;
        var state = instance.State.ToString().ToLowerInvariant();
        if (instance.State == Wanted && instance.TaskState is null)
            return new StepOutcome.Done($"on {instance.Host}, {state}") { Place = instance.Host };
        if (scene.TimedOut)
            return Failed(scene, $"{state}, task {instance.TaskState ?? "none"}");
        if (instance.TaskState is not null || memo.Time(SentAt) is not null)
            return new StepOutcome.Pending(options.MovePoll, memo);
        if (!CanSwitch(instance.State))
            return new StepOutcome.Failed($"Nova does not {Kind.Name()} it while it is {state}", false);
        if (memo.Time(MeantAt) is null)
            return new StepOutcome.Pending(TimeSpan.Zero, memo.With(MeantAt, scene.Now));
        return await AskAsync(scene, ct) switch
        {
            ActionAnswer.Refused refused => Failed(scene, refused.Reason) with { Retryable = refused.Retryable },
            _ => new StepOutcome.Pending(options.MovePoll, memo.With(SentAt, scene.Now)),
        };
    }

    /// <summary>The next try begins anew, but knows that what it finds may be ours.</summary>
    static StepOutcome.Failed Failed(StepScene scene, string reason) => new(reason, true) { Keeps = scene.Step.Memo.Without(SentAt) };
}

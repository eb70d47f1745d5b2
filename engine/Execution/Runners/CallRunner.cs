using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Hands a recovery over to another service and waits until that says what came of it: at once, when it is asked again, or by calling
/// back. An answer that was lost is asked for again under the same key. That the time is over is never a success.
/// </summary>
public sealed class CallRunner(IExternalServices services, ClusterState state, ExecutionOptions options) : IStepRunner
{
    const string Reference = "reference";

    public StepKind Kind => StepKind.Call;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var (step, name) = (scene.Step, scene.Step.Argument!);
        if (services.Find(name) is not { } service)
            return new StepOutcome.Failed($"no service '{name}' is configured under external", false);
        var key = ExternalCall.KeyOf(step);
        if (state.Operators.AnswerTo(new StepId(key)) is { } said)
            return said.Yes ? new StepOutcome.Done(Says(name, "done", said.Reason)) : new StepOutcome.Failed(Says(name, "failed", said.Reason), true);
        return step.Memo.TryGetValue(Reference, out var reference)
            ? await AskAsync(scene, service, reference, ct)
            : await StartAsync(scene, service, key, ct);
    }

    async Task<StepOutcome> StartAsync(StepScene scene, IExternalRecovery service, string key, CancellationToken ct)
    {
        var step = scene.Step;
        if (scene.TimedOut)
            return Late(scene, "it has not taken the call");
        var call = new ExternalCall(key, scene.Context, step.Host, step.Instance, step.InstanceName, scene.Incident.Row);
        return await scene.AskAsync("call", service.StartAsync(call, ct), service.Name) switch
        {
            ActionAnswer.Accepted accepted => new StepOutcome.Pending(options.MovePoll, step.Memo.With(Reference, accepted.Reference ?? "")),
            ActionAnswer.Refused refused => new StepOutcome.Failed(Says(service.Name, "refused", refused.Reason), refused.Retryable),
            _ => new StepOutcome.Pending(options.AskGrace, step.Memo),
        };
    }

    async Task<StepOutcome> AskAsync(StepScene scene, IExternalRecovery service, string reference, CancellationToken ct)
    {
        ExternalReport report;
        try
        {
            report = await service.ReadAsync(reference, ct);
        }
        catch (OutsideUnavailableException e)
        {
            report = new ExternalReport(ExternalState.Unknown, e.Message);
        }

        return report.State switch
        {
            ExternalState.Done => new StepOutcome.Done(Says(service.Name, "done", report.Detail)),
            ExternalState.Failed => new StepOutcome.Failed(Says(service.Name, "failed", report.Detail), true),
            _ when scene.TimedOut => Late(scene, report.Detail),
            _ => new StepOutcome.Pending(options.MovePoll, scene.Step.Memo),
        };
    }

    /// <summary>It may be at work still, so it is not asked for another.</summary>
    static StepOutcome.Failed Late(StepScene scene, string detail) => new(
        $"{scene.Step.Argument} has not said within {Durations.Text(scene.Step.Timeout)} that it is through"
            + (detail.Length > 0 ? $"; last: {detail}" : ""), false);

    static string Says(string service, string what, string detail) => detail.Length > 0 ? $"{service}: {what}: {detail}" : $"{service}: {what}";
}

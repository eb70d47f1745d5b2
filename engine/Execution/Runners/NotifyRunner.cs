using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>Tells the operators what the table found and what has been done. The alert is in the outbox when the step is done.</summary>
public sealed class NotifyRunner : IStepRunner
{
    public StepKind Kind => StepKind.Notify;

    public Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var (incident, plan) = (scene.Incident, scene.Plan);
        var acts = plan.Steps.Where(s => s.Kind != StepKind.Notify && s.IsOver)
            .Select(s => $"{s.Text} {s.State.Name()}" + (s.State == StepState.Done ? "" : $" ({s.Outcome})")).ToList();
        var failed = plan.Steps.Any(s => s.State == StepState.Failed);
        var alert = new Alert(
            AlertKey.Of(incident),
            "operator-notified",
            failed ? AlertSeverity.Critical : AlertSeverity.Warning,
            incident.Host,
            incident.Instance,
            incident.Id,
            $"{incident.Subject}: {incident.Row}" + (acts.Count > 0 ? $"; {string.Join(", ", acts)}" : ""),
            scene.Now);
        return Task.FromResult<StepOutcome>(new StepOutcome.Done("in the outbox") { Alert = alert });
    }
}

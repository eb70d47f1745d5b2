using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Tells the operators what would be done, and waits for a person to say yes or no. Silence is a no. A yes lets the steps after it
/// begin, and does not stand for a guard or a proof: each of them is asked for all the same.
/// </summary>
public sealed class AskRunner(ClusterState state, ExecutionOptions options) : IStepRunner
{
    const string ToldAt = "told-at";

    /// <summary>So many steps are named; of the others only the number is told.</summary>
    const int NamedMax = 8;

    public StepKind Kind => StepKind.Ask;

    public Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct) => Task.FromResult(Outcome(scene));

    StepOutcome Outcome(StepScene scene)
    {
        var step = scene.Step;
        if (scene.NothingFollows)
            return new StepOutcome.Skipped("nothing waits for it any more");
        if (state.Operators.AnswerTo(step.Id) is { } answer)
            return Answered(scene, answer);
        if (scene.TimedOut)
            return new StepOutcome.Failed($"nobody answered within {Durations.Text(step.Timeout)}, which counts as no", false);
        if (step.Memo.ContainsKey(ToldAt))
            return new StepOutcome.Pending(options.MovePoll, step.Memo);
        return new StepOutcome.Pending(options.MovePoll, step.Memo.With(ToldAt, scene.Now)) { Alert = Question(scene) };
    }

    /// <summary>A yes is good for as long as the question was: what somebody allowed before the service was away for long, nobody allows now.</summary>
    static StepOutcome Answered(StepScene scene, PlanAnswer answer)
    {
        if (!answer.Yes)
            return new StepOutcome.Failed(answer.Text, false) { Keeps = new Dictionary<string, string> { [PlanStep.RefusedKey] = answer.By } };
        return scene.Now - answer.At <= scene.Step.Timeout
            ? new StepOutcome.Done(answer.Text)
            : new StepOutcome.Failed($"{answer.Text}, at {answer.At:yyyy-MM-ddTHH:mm:ssZ}: too long ago to act on it", false);
    }

    static Alert Question(StepScene scene)
    {
        var (incident, step) = (scene.Incident, scene.Step);
        var severity = incident.Told > AlertSeverity.Warning ? incident.Told : AlertSeverity.Warning;
        return new Alert(
            AlertKey.Of(incident), "answer-needed", severity, incident.Host, incident.Instance, incident.Id,
            $"{incident.Subject}: {incident.Row} asks before {Acts(scene)}: policyha answer {scene.Plan.Id} {step.Number} yes|no --reason TEXT, "
                + $"until {Questions.Deadline(step):HH:mm:ss} UTC; silence counts as no",
            scene.Now);
    }

    static string Acts(StepScene scene)
    {
        var acts = scene.Plan.Steps.Where(s => s is { IsOver: false, Kind: not (StepKind.Ask or StepKind.Notify) }).Select(s => s.Text).ToList();
        return string.Join("; ", acts.Take(NamedMax)) + (acts.Count > NamedMax ? $"; and {acts.Count - NamedMax} more" : "");
    }
}

using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.State;

/// <summary>Questions that plans put to people: which of them can be answered.</summary>
public static class Questions
{
    /// <summary>Until when the step can be answered; null while it has not asked.</summary>
    public static DateTimeOffset? Deadline(PlanStep step) => step.StartedAt + step.Timeout;

    /// <summary>Why the step takes no answer now; null when it does.</summary>
    /// <param name="operators">What has been answered already.</param>
    public static string? WhyNoAnswer(OperatorState operators, RecoveryPlan plan, PlanStep step, DateTimeOffset now)
    {
        if (step.Kind != StepKind.Ask)
            return $"{step.Text} is no question: only a step of kind {StepKind.Ask.Name()} waits for an answer";
        if (operators.AnswerTo(step.Id) is { } known)
            return $"it has been answered: {known.Text}; an answer is given once";
        if (step.IsOver)
            return $"it is {step.State.Name()}: {step.Outcome}";
        if (step.State == StepState.Waiting)
            return "it has not been asked yet";
        if (Deadline(step) is { } end && end <= now)
            return $"its {Durations.Text(step.Timeout)} were over at {end:HH:mm:ss}, and silence counts as no";
        return plan.Steps.All(s => s.IsOver || !s.After.Contains(step.Number)) ? "nothing waits for it any more" : null;
    }
}

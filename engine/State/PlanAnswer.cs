using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.State;

/// <summary>What a person said when a plan asked: a permission for the steps that follow, or a no. Proves nothing about a host.</summary>
/// <param name="Step">The step that asked.</param>
/// <param name="Reason">In the person's words; empty where none were given.</param>
/// <param name="At">UTC.</param>
public sealed record PlanAnswer(StepId Step, bool Yes, string By, string Reason, DateTimeOffset At)
{
    /// <summary>For people: <c>no by anna: the array is being rebuilt</c>.</summary>
    public string Text => $"{(Yes ? "yes" : "no")} by {By}" + (Reason.Length > 0 ? $": {Reason}" : "");
}

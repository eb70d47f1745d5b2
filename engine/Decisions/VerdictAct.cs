using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions;

/// <summary>One act of a verdict that somebody would feel: a fence, an evacuation, a migration, a restart or a reboot.</summary>
/// <param name="Instance">Null when it is the host itself.</param>
/// <param name="Text">For people, such as <c>evacuate c3</c>.</param>
public readonly record struct VerdictAct(StepKind Kind, HostName Host, InstanceId? Instance, string Text)
{
    /// <summary>Null for what only tells or keeps books: telling harms nobody, and bookkeeping follows a fence.</summary>
    public static VerdictAct? Of(PlanStep step) => step.Kind is StepKind.Notify or StepKind.ForceDown or StepKind.Survey or StepKind.Verify or StepKind.Wait or StepKind.Ask or StepKind.SwitchOn
        ? null
        : new VerdictAct(step.Kind, step.Host, step.Instance, step.Text);
}

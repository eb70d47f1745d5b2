using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>Whatever needs a dead host waits, directly or by way of others, for the fence of that same host.</summary>
public sealed class EvacuateAfterFenceLaw : IProofLaw
{
    const string Hint = "write fence before evacuate in that cell; where it stands so already the service is at fault: report it";

    public string Name => "evacuate-after-fence";

    public string Title => "evacuate only after a proven fence";

    public string LooksAt => "plans that need a dead host";

    public LawRuling Judge(ProofScene scene)
    {
        if (scene.Refused is { } refused)
            return new LawRuling(0, refused, "the service is at fault: report it");
        var looked = 0;
        foreach (var decision in scene.Decisions)
        {
            if (decision is not Decision.Recover { Plan: var plan })
                continue;
            var steps = plan.Steps.Where(s => s.Kind is StepKind.Evacuate or StepKind.ForceDown or StepKind.Survey or StepKind.Verify or StepKind.SwitchOn).ToList();
            looked += steps.Count > 0 ? 1 : 0;
            if (steps.Find(s => !RestsOnFence(plan, s)) is { } early)
                return new LawRuling(looked, $"'{early.Text}' does not wait for the fence of {early.Host}", Hint);
        }

        return new LawRuling(looked);
    }

    static bool RestsOnFence(RecoveryPlan plan, PlanStep waiting) =>
        StepsBelow.Of(plan, waiting).Any(s => s.Kind == StepKind.Fence && s.Host == waiting.Host);
}

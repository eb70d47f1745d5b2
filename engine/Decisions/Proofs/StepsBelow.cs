using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>Finds what a step waits for.</summary>
static class StepsBelow
{
    /// <summary>Every step that must be through before this one starts, whatever the numbers; each once.</summary>
    public static IReadOnlyCollection<PlanStep> Of(RecoveryPlan plan, PlanStep waiting)
    {
        var below = new HashSet<int>();
        var open = new Stack<int>(waiting.After);
        while (open.TryPop(out var number))
        {
            if (!below.Add(number))
                continue;
            foreach (var earlier in plan.Steps.Where(s => s.Number == number).SelectMany(s => s.After))
                open.Push(earlier);
        }

        return [.. plan.Steps.Where(s => below.Contains(s.Number) && s.Number != waiting.Number)];
    }
}

using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Execution;

/// <summary>How many live migrations away from one host are asked for. A nova-compute does one at a time as installed: more only lie in its queue, where their time runs. Pure.</summary>
static class LiveMigrationLimit
{
    /// <summary>Those of the steps that may begin: of live migrations the first of each host, as many as are not under way yet.</summary>
    /// <param name="fresh">In the order in which they are wanted.</param>
    /// <param name="moves">Moves of all plans.</param>
    public static List<PlanStep> Within(IReadOnlyList<PlanStep> fresh, IReadOnlyList<PlanStep> moves, int perHostMax)
    {
        var free = new Dictionary<HostName, int>();
        var may = new List<PlanStep>(fresh.Count);
        foreach (var step in fresh)
        {
            if (step.Kind == StepKind.LiveMigrate)
            {
                if (!free.TryGetValue(step.Host, out var left))
                    left = perHostMax - moves.Count(m => m.Kind == StepKind.LiveMigrate && m.Host == step.Host && IsUnderWay(m));
                free[step.Host] = left - 1;
                if (left <= 0)
                    continue;
            }

            may.Add(step);
        }

        return may;
    }

    static bool IsUnderWay(PlanStep step) => step.State is StepState.Started or StepState.Pending;
}

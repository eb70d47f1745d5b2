using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions;

/// <summary>Where instances are that have moved, or will be when they have, as far as the fleet that was read last does not show it.</summary>
static class Headings
{
    /// <param name="moves">Evacuations and migrations; others are left out.</param>
    /// <param name="mine">Of this step nothing is to be known.</param>
    public static Dictionary<InstanceId, HostName> Of(IEnumerable<PlanStep> moves, DateTimeOffset fleetReadAt, StepId? mine = null)
    {
        var heading = new Dictionary<InstanceId, HostName>();
        foreach (var step in moves.Where(s => s.Kind is StepKind.Evacuate or StepKind.LiveMigrate && s.Id != mine))
        {
            var target = step.State == StepState.Done ? step.EndedAt > fleetReadAt ? step.Place : null : step.IsOver ? null : step.Target;
            if (target is { } host)
                heading[step.Instance!.Value] = host;
        }

        return heading;
    }
}

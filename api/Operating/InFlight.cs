using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Operating;

/// <summary>What goes on though an operator has said stop: nothing new begins, what has begun is finished.</summary>
static class InFlight
{
    /// <summary>Plans of the scope that have begun and are not over, by id. What the operators' own work asks for is no reason to wait with it.</summary>
    public static IReadOnlyList<string> In(ClusterState state, WorkScope scope) =>
        [.. state.Book.PlansUnderWay.Where(p => p is { HasBegun: true, Strength: not PlanStrength.Maintain } && scope.Covers(p.Host, p.Segment)).Select(p => p.Id.Value)];
}

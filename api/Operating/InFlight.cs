using PolicyHa.Engine.State;

namespace PolicyHa.Api.Operating;

/// <summary>What goes on though an operator has said stop: nothing new begins, what has begun is finished.</summary>
static class InFlight
{
    /// <summary>Plans of the scope that have begun and are not over, by id.</summary>
    public static IReadOnlyList<string> In(ClusterState state, WorkScope scope) =>
        [.. state.Book.PlansUnderWay.Where(p => p.HasBegun && scope.Covers(p.Host, p.Segment)).Select(p => p.Id.Value)];
}

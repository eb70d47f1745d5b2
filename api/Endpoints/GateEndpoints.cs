using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Contracts;
using PolicyHa.Engine.Decisions.Guards;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Endpoints;

/// <summary>What acts must pass.</summary>
static class GateEndpoints
{
    public static void MapGates(this IEndpointRouteBuilder app) =>
        app.MapGet("v1/gates", List).WithTags("Control")
            .WithSummary("What every act must pass, in the order it is asked; how it fails, and whom it holds now.");

    static Ok<IReadOnlyList<GateView>> List(ClusterState state)
    {
        var held = state.Book.Open.Where(i => i.Hold is not null).ToLookup(i => i.Hold!.Value);
        return TypedResults.Ok<IReadOnlyList<GateView>>(
        [
            .. Gate.All.Select(g => new GateView(
                g.Name, g.FailsWord, g.Holds, g.Unknown,
                [.. held[g.Reason].OrderBy(i => i.Id).Select(i => new GateHoldView(i.Segment.Value, i.Host.Value, i.Instance?.Value, i.Id.Value, i.Because))])),
        ]);
    }
}

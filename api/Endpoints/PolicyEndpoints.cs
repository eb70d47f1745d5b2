using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;

namespace PolicyHa.Api.Endpoints;

/// <summary>The policy in force.</summary>
static class PolicyEndpoints
{
    public static void MapPolicy(this IEndpointRouteBuilder app)
    {
        var policy = app.MapGroup("v1/policy").WithTags("Policy");
        policy.MapGet("", Active)
            .WithSummary("The policy in force with its text, and what is wrong with newer files that were refused.");
    }

    static Ok<PolicyView> Active(PolicyDesk desk) => TypedResults.Ok(PolicyView.Of(desk));
}

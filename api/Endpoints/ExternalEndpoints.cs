using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Adapters.Alerts.External;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Endpoints;

/// <summary>Call-backs of services that recoveries were handed over to.</summary>
static class ExternalEndpoints
{
    public static void MapExternal(this IEndpointRouteBuilder app) => app.MapGroup("v1/external").WithTags("External")
        .MapPost("{token}", TellAsync).NeedsNobody()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithSummary("A service says what came of a recovery that was handed over to it. The token is the credential: it is good for that call only.");

    /// <summary>Whatever is wrong with a token, it is unknown: who guesses learns nothing.</summary>
    static async Task<Results<Ok<ExternalToldView>, ProblemHttpResult>> TellAsync(
        string token, [OptionalBody] ExternalTold? told, OperatorDesk desk, ClusterState state, IExternalServices services, CancellationToken ct)
    {
        if (!CallbackSeal.TryRead(token, out var key, out var seal) || StepOf(state, key) is not var (plan, step) || step.Argument is not { } name
            || services.Find(name)?.IsSealOf(key, seal) is not true)
            return Problems.NotFound("no call under way has this token");
        if (told?.State is not ("done" or "failed"))
            return Problems.BadRequest(told?.State is { } word ? $"state: '{word}' is neither done nor failed" : "state: is missing; done or failed");
        return await desk.ToldAsync(plan, step, key, told.State == "done", name, told.Detail?.Trim() ?? "", ct) is { } refusal
            ? Problems.Conflict($"the call {key} takes no answer: {refusal}")
            : TypedResults.Ok(new ExternalToldView(plan.Id.Value, step.Number, told.State));
    }

    static (RecoveryPlan Plan, PlanStep Step)? StepOf(ClusterState state, string key)
    {
        foreach (var plan in state.Book.PlansUnderWay)
        {
            if (plan.Steps.FirstOrDefault(s => s.Kind == StepKind.Call && key.StartsWith($"{s.Id}#", StringComparison.Ordinal)) is { } step)
                return (plan, step);
        }

        return null;
    }
}

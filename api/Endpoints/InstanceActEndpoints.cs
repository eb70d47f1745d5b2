using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Answers;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Api.Endpoints;

/// <summary>What persons do to instances by hand.</summary>
static class InstanceActEndpoints
{
    public static void MapInstanceActs(this IEndpointRouteBuilder app)
    {
        var acts = app.MapGroup("v1/instances/{id}").WithTags("Instances")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status504GatewayTimeout);
        acts.MapPost("reset-state", ResetStateAsync).Needs(Role.Operator)
            .WithSummary("Nova forgets what it was doing with an instance of a dead host, so that it can be evacuated; refused while anybody may be at work on it.");
        acts.MapPost("lock", LockAsync).Needs(Role.Operator)
            .WithSummary("Nova lets nobody but administrators change the instance, and this service does not restart, stop or move it while its host lives.");
        acts.MapPost("unlock", UnlockAsync).Needs(Role.Operator)
            .WithSummary("Takes a lock of this service away; one that somebody else has set stays.");
    }

    static Task<Results<Ok<InstanceActView>, ProblemHttpResult>> ResetStateAsync(
        string id, [OptionalBody] InstanceActRequest? request, HttpContext http, HostAnswers answers, InstanceDesk desk, TimeProvider clock,
        CancellationToken ct) =>
        DoAsync("reset-state", id, request, http, answers, clock, (instance, by, reason) => desk.ResetStateAsync(instance, by, reason!, ct), needsReason: true);

    static Task<Results<Ok<InstanceActView>, ProblemHttpResult>> LockAsync(
        string id, [OptionalBody] InstanceActRequest? request, HttpContext http, HostAnswers answers, InstanceDesk desk, TimeProvider clock,
        CancellationToken ct) =>
        DoAsync("lock", id, request, http, answers, clock, (instance, by, reason) => desk.LockAsync(instance.Id, by, reason!, ct), needsReason: true);

    static Task<Results<Ok<InstanceActView>, ProblemHttpResult>> UnlockAsync(
        string id, [OptionalBody] InstanceActRequest? request, HttpContext http, HostAnswers answers, InstanceDesk desk, TimeProvider clock,
        CancellationToken ct) =>
        DoAsync("unlock", id, request, http, answers, clock, (instance, by, reason) => desk.UnlockAsync(instance.Id, by, reason, ct), needsReason: false);

    static async Task<Results<Ok<InstanceActView>, ProblemHttpResult>> DoAsync(
        string act, string id, InstanceActRequest? request, HttpContext http, HostAnswers answers, TimeProvider clock,
        Func<Instance, string, string?, Task<InstanceActOutcome>> ask, bool needsReason)
    {
        if (http.Caller().ActingFor(request?.By) is not { } by)
            return Problems.BadRequest("by: is missing; it is a person's act, so say whose");
        var reason = string.IsNullOrWhiteSpace(request?.Reason) ? null : request.Reason.Trim();
        if (needsReason && reason is null)
            return Problems.BadRequest("reason: is missing; it is kept with the act");
        if (answers.FindInstance(id) is not { } instance)
            return InstanceEndpoints.Unknown(id);
        return await ask(instance, by, reason) switch
        {
            InstanceActOutcome.Done done => TypedResults.Ok(new InstanceActView(
                instance.Id.Value, instance.Name, done.Before.Host.Value, act, by, reason, clock.GetUtcNow(), done.Changed, done.Note)),
            InstanceActOutcome.Refused refused => Problems.Conflict(refused.Because),
            InstanceActOutcome.NotNow notNow => Problems.Unavailable(notNow.Because),
            InstanceActOutcome.NotDone { Answer: ActionAnswer.Refused refused } =>
                Problems.Outside(StatusCodes.Status502BadGateway, "Nova refused", refused.Reason),
            InstanceActOutcome.NotDone { Answer: ActionAnswer.Unclear unclear } => Problems.Outside(
                StatusCodes.Status504GatewayTimeout, "Nova did not answer", $"{unclear.Reason}; ask again: what has been done is not done twice"),
            _ => InstanceEndpoints.Unknown(id),
        };
    }
}

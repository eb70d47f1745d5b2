using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Endpoints;

/// <summary>Incidents, their plans and why.</summary>
static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        var incidents = app.MapGroup("v1/incidents").WithTags("Incidents")
            .ProducesProblem(StatusCodes.Status404NotFound);
        incidents.MapGet("", ListAsync)
            .WithSummary("Incidents, newest first; the next page is before the openedAt of the last.");
        incidents.MapGet("{id}", FindAsync).WithSummary("One incident.");
        incidents.MapGet("{id}/explanation", ExplainAsync).WithSummary("Why it was decided so; JSON, or text.");
        incidents.MapGet("{id}/plan", PlanAsync).WithSummary("The plan under way, or the last one.");
        incidents.MapGet("{id}/events", EventsAsync)
            .WithSummary("The events that made it: each signal with its status and the event behind it.");

        var plans = app.MapGroup("v1/plans").WithTags("Incidents").ProducesProblem(StatusCodes.Status404NotFound);
        plans.MapGet("{**id}", FindPlanAsync).WithSummary("One plan, by an id such as inc-9f2c41d07a3b/1.");
        plans.MapPost("{incident}/{plan}/steps/{step:int}/answer", AnswerAsync).Needs(Role.Operator)
            .WithSummary("A person says yes or no to a step that asks: a permission for the steps after it, given once.");
    }

    static async Task<Results<Ok<IReadOnlyList<IncidentView>>, ProblemHttpResult>> ListAsync(
        IIncidentReader reader,
        CancellationToken ct,
        bool? open = null,
        string? host = null,
        DateTimeOffset? before = null,
        int limit = 100)
    {
        if (Problems.OfLimit(limit) is { } problem)
            return problem;
        var found = await reader.ListAsync(open, host, before?.ToUniversalTime(), limit, ct);
        return TypedResults.Ok<IReadOnlyList<IncidentView>>([.. found.Select(IncidentView.Of)]);
    }

    static async Task<Results<Ok<IncidentView>, ProblemHttpResult>> FindAsync(
        string id, IIncidentReader reader, CancellationToken ct) =>
        await reader.FindAsync(new IncidentId(id), ct) is { } incident
            ? TypedResults.Ok(IncidentView.Of(incident))
            : Unknown(id);

    static async Task<IResult> ExplainAsync(
        string id, IIncidentReader reader, HttpContext http, CancellationToken ct, string? format = null) =>
        await reader.FindAsync(new IncidentId(id), ct) is { } incident
            ? Explanations.Answer(incident.Explanation, http, format)
            : Unknown(id);

    static async Task<Results<Ok<PlanView>, ProblemHttpResult>> PlanAsync(
        string id, IIncidentReader reader, CancellationToken ct)
    {
        if (await reader.FindAsync(new IncidentId(id), ct) is not { } incident)
            return Unknown(id);
        return incident.Plan is { } plan
            ? await FindPlanAsync(plan.Value, reader, ct)
            : Problems.NotFound($"{id} has no plan: {incident.Because}");
    }

    static async Task<Results<Ok<IReadOnlyList<InputView>>, ProblemHttpResult>> EventsAsync(
        string id, IIncidentReader reader, CancellationToken ct) =>
        await reader.FindAsync(new IncidentId(id), ct) is { } incident
            ? TypedResults.Ok(ExplanationView.Of(incident.Explanation).Because?.Inputs ?? [])
            : Unknown(id);

    static async Task<Results<Ok<PlanView>, ProblemHttpResult>> FindPlanAsync(
        string id, IIncidentReader reader, CancellationToken ct) =>
        await reader.FindPlanAsync(new PlanId(id), ct) is { } plan
            ? TypedResults.Ok(PlanView.Of(plan, await reader.FindAsync(plan.Incident, ct)))
            : Problems.NotFound($"no plan {id}");

    static async Task<Results<Ok<AnswerView>, ProblemHttpResult>> AnswerAsync(
        string incident, string plan, int step, [OptionalBody] AnswerRequest? request, HttpContext http,
        OperatorDesk desk, ClusterState state, IIncidentReader reader, CancellationToken ct)
    {
        var id = new PlanId($"{incident}/{plan}");
        if ((state.Book.Plan(id) ?? await reader.FindPlanAsync(id, ct)) is not { } known)
            return Problems.NotFound($"no plan {id}");
        if (known.Steps.FirstOrDefault(s => s.Number == step) is not { } asked)
            return Problems.NotFound($"plan {id} has no step {step}; it has {known.Steps.Count}");
        if (request?.Answer is not ("yes" or "no"))
            return Problems.BadRequest(request?.Answer is { } word ? $"answer: '{word}' is neither yes nor no" : "answer: is missing; yes or no");
        if (http.Caller().ActingFor(request.By) is not { } by)
            return Problems.BadRequest("by: is missing; an answer is a person's word, so say whose");
        var (yes, reason) = (request.Answer == "yes", request.Reason?.Trim() ?? "");
        if (!yes && reason.Length == 0)
            return Problems.BadRequest("reason: is missing; with a no the incident is held, and everybody will ask why");
        return await desk.AnswerAsync(known, asked, yes, by, reason, ct) is { } refusal
            ? Problems.Conflict($"step {step} of {id} takes no answer: {refusal}")
            : TypedResults.Ok(new AnswerView(id.Value, step, request.Answer, by, reason, asked.Text));
    }

    static ProblemHttpResult Unknown(string id) => Problems.NotFound($"no incident {id}");
}

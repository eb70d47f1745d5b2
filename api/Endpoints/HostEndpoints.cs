using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Answers;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Endpoints;

/// <summary>Compute hosts: how they stand, planned work on them, and a person's word that one is off.</summary>
static class HostEndpoints
{
    public static void MapHosts(this IEndpointRouteBuilder app)
    {
        var hosts = app.MapGroup("v1/hosts").WithTags("Hosts").ProducesProblem(StatusCodes.Status404NotFound);
        hosts.MapGet("", List).WithSummary("All hosts, or those of a segment, by name.");
        hosts.MapGet("{name}", Find)
            .WithSummary("One host: signals, service, instances, incident, and why something or nothing is done.");
        hosts.MapGet("{name}/explanation", Explain)
            .WithSummary("Why something is done about the host, or why nothing is.");
        hosts.MapPost("{name}/maintenance", BeginMaintenanceAsync).Needs(Role.Operator)
            .WithSummary("Planned work begins: nothing new is done to the host, and Nova places nothing there.");
        hosts.MapDelete("{name}/maintenance", EndMaintenanceAsync).Needs(Role.Operator)
            .WithSummary("Planned work is over.");
        hosts.MapPost("{name}/confirm-dead", ConfirmDeadAsync).Needs(Role.Operator)
            .WithSummary("A person vouches that the host is off: proof for its open incident.");
        hosts.MapPost("{name}/fence-test", FenceTestAsync).Needs(Role.Operator)
            .WithSummary("Asks the host's fencing devices for its power; for real: switches it off and on again, in maintenance and with nothing on it.");
        hosts.MapPost("{name}/re-admit", ReAdmitAsync).Needs(Role.Operator)
            .WithSummary("A person wants a fenced host back in service: it is checked, counted as living, and enabled.");
    }

    static Ok<IReadOnlyList<HostSummary>> List(HostAnswers answers, string? segment = null) =>
        TypedResults.Ok(answers.List(segment));

    static Results<Ok<HostDetails>, ProblemHttpResult> Find(string name, HostAnswers answers) =>
        answers.Find(new HostName(name)) is { } host ? TypedResults.Ok(host) : Unknown(name);

    static IResult Explain(string name, HostAnswers answers, HttpContext http, string? format = null) =>
        answers.Explain(new HostName(name)) is { } explanation
            ? Explanations.Answer(explanation, http, format)
            : Unknown(name);

    static async Task<Results<Ok<MaintenanceView>, ProblemHttpResult>> BeginMaintenanceAsync(
        string name, [OptionalBody] MaintenanceRequest? request, HttpContext http,
        OperatorDesk desk, ClusterState state, TimeProvider clock, CancellationToken ct)
    {
        var host = new HostName(name);
        if (!state.Fleet.Knows(host))
            return Unknown(name);
        if (Scopes.OfEnd(request?.Until, clock.GetUtcNow()) is { } wrong)
            return wrong;
        if (OperatorSwitches.WhyNoMaintenance(state, host) is { } refusal)
            return Problems.Conflict(refusal);
        return TypedResults.Ok(await MaintenanceAnswers.BeginAsync(WorkScope.Of(host), request, http, desk, state, ct));
    }

    static async Task<Results<NoContent, ProblemHttpResult>> EndMaintenanceAsync(
        string name, HttpContext http, OperatorDesk desk, ClusterState state, CancellationToken ct, string? by = null)
    {
        var host = new HostName(name);
        if (state.Operators.Maintenance.All(m => m.Scope != WorkScope.Of(host)))
            return state.Fleet.Knows(host) ? Problems.Conflict($"{name} is not in maintenance") : Unknown(name);
        await desk.EndMaintenanceAsync(WorkScope.Of(host), http.Caller().ActingFor(by) ?? "anonymous", ct);
        return TypedResults.NoContent();
    }

    static async Task<Results<Ok<ConfirmationView>, ProblemHttpResult>> ConfirmDeadAsync(
        string name, [OptionalBody] ConfirmRequest? request, HttpContext http,
        OperatorDesk desk, ClusterState state, PolicyHolder policies, CancellationToken ct)
    {
        var host = new HostName(name);
        if (!state.Fleet.Knows(host))
            return Unknown(name);
        if (http.Caller().ActingFor(request?.By) is not { } by)
            return Problems.BadRequest("by: is missing; a confirmation is a person's word, so say whose");
        if (state.Book.Open.FirstOrDefault(i => i.Host == host && i.IsOfHost) is not { } incident)
            return Problems.Conflict($"{name} has no open incident: nothing waits for a proof");
        if (state.Board.SignalsOf(host).AllUp)
            return Problems.Conflict($"every signal of {name} is up: it is not off");
        var now = await desk.ConfirmDeadAsync(host, by, ct);
        var word = now.ConfirmedDead.Last(c => c.Host == host);
        var words = DeathWords.On(
            incident, state.Book.Mark(host), state.Board.LastLifeOf(host), now, policies.Current.ConfirmDead, word.At);
        return TypedResults.Ok(new ConfirmationView(name, word.By, word.At, incident.Id.Value, words.Missing));
    }

    static async Task<Results<Ok<FenceTestView>, ProblemHttpResult>> FenceTestAsync(
        string name, [OptionalBody] FenceTestRequest? request, HttpContext http, FenceDesk desk, ClusterState state, CancellationToken ct)
    {
        var host = new HostName(name);
        if (!state.Fleet.Knows(host))
            return Unknown(name);
        if (request?.ForReal is not true)
            return TypedResults.Ok(await desk.AskAsync(host, ct));
        if (http.Caller().ActingFor(request.By) is not { } by)
            return Problems.BadRequest("by: is missing; somebody has the host switched off, so say who");
        var (result, refusal) = await desk.SwitchAsync(host, by, ct);
        return result is null ? Problems.Conflict(refusal!) : TypedResults.Ok(result);
    }

    static async Task<Results<Ok<ReAdmissionView>, ProblemHttpResult>> ReAdmitAsync(
        string name, [OptionalBody] ConfirmRequest? request, HttpContext http,
        OperatorDesk desk, ClusterState state, PolicyHolder policies, TimeProvider clock, CancellationToken ct)
    {
        var host = new HostName(name);
        if (!state.Fleet.Knows(host))
            return Unknown(name);
        if (state.Book.Mark(host) is not { } mark)
            return Problems.Conflict($"{name} was not fenced by this service, or is back already: there is nothing to re-admit");
        if (http.Caller().ActingFor(request?.By) is not { } by)
            return Problems.BadRequest("by: is missing; it is a person's wish, so say whose");
        await desk.ReAdmitAsync(host, by, ct);
        var waits = ReAdmissionAnswers.WhatIsMissing(state, mark, policies.Current.ReAdmission, clock.GetUtcNow());
        return TypedResults.Ok(new ReAdmissionView(name, by, clock.GetUtcNow(), waits));
    }

    static ProblemHttpResult Unknown(string name) => Scopes.UnknownHost(name);
}

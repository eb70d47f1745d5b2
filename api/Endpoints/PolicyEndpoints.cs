using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Security;

namespace PolicyHa.Api.Endpoints;

/// <summary>The policy in force, how another one comes into force, and those that were.</summary>
static class PolicyEndpoints
{
    public static void MapPolicy(this IEndpointRouteBuilder app)
    {
        var policy = app.MapGroup("v1/policy").WithTags("Policy");
        policy.MapGet("", Active)
            .WithSummary("The policy in force with its text, and what stands against a newer one that was refused or waits.");
        policy.MapPut("", PutAsync).Needs(Role.Admin)
            .Accepts<PolicyFilesRequest>("application/yaml", "text/yaml", "text/plain", "application/json")
            .Answers().ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .WithSummary("Another policy: checked, tested, tried on the fleet in the shadow, then in force, refused, or (202) kept until every replica reads it.");
        policy.MapGet("versions", ListAsync).WithSummary("Policies that were in force, newest first.");
        policy.MapGet("versions/{sha256}", FindAsync).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A policy that was in force, with its text.");
        policy.MapPost("accept", AcceptAsync).Needs(Role.Admin).Answers()
            .WithSummary("Takes the refused policy in spite of its new actions: somebody has looked at them.");
        policy.MapPost("rollback", RollbackAsync).Needs(Role.Admin).Answers()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Brings a policy of the past back, or the one before; it passes the same checks.");
    }

    static RouteHandlerBuilder Answers(this RouteHandlerBuilder route) => route
        .Produces<PolicyChangeView>().Produces<PolicyChangeView>(StatusCodes.Status202Accepted)
        .Produces<PolicyChangeView>(StatusCodes.Status409Conflict)
        .Produces<PolicyChangeView>(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status400BadRequest);

    static Ok<PolicyView> Active(PolicyDesk desk, HttpContext http)
    {
        var view = PolicyView.Of(desk);
        http.Response.GetTypedHeaders().ETag = TagOf(view.Sha256);
        return TypedResults.Ok(view);
    }

    static async Task<IResult> PutAsync(
        HttpContext http, PolicyDesk desk, PolicySource source, CancellationToken ct,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "dry-run")] bool dryRun = false,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "accept-new-actions")] bool accept = false)
    {
        var (files, wrong) = await PolicyBody.ReadAsync(http, ct);
        if (files is null)
            return wrong!;
        var candidate = PolicyCandidate.Sent(files, source.Params, AuthorOf(http), accept);
        return await desk.SubmitAsync(candidate, IfMatch(http), dryRun, ct) is { } review
            ? Answer(review, http, dryRun)
            : TypedResults.Problem(
                $"another policy is in force: {desk.Active.Policy!.Version}; read it again, then decide",
                statusCode: StatusCodes.Status412PreconditionFailed,
                title: "Not the policy you think");
    }

    static async Task<Ok<IReadOnlyList<PolicyVersionView>>> ListAsync(PolicyArchive archive, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<PolicyVersionView>>(
            [.. (await archive.ListAsync(ct)).Select((p, i) => PolicyVersionView.Of(p, active: i == 0))]);

    static async Task<Results<Ok<PolicyTextsView>, ProblemHttpResult>> FindAsync(
        string sha256, PolicyArchive archive, PolicyDesk desk, CancellationToken ct) =>
        await archive.FindAsync(sha256, ct) is { } policy
            ? TypedResults.Ok(PolicyTextsView.Of(policy, sha256 == desk.Active.Policy!.Version.Sha256))
            : Unknown(sha256);

    static async Task<IResult> AcceptAsync(
        PolicyShaRequest request, HttpContext http, PolicyDesk desk, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Sha256))
            return Problems.BadRequest("sha256: is missing; it says which refused policy you have looked at");
        return await desk.AcceptAsync(request.Sha256.Trim(), AuthorOf(http), ct) is { } review
            ? Answer(review, http, dryRun: false)
            : Problems.Conflict(
                $"no policy {request.Sha256} waits for acceptance; GET /v1/policy shows what was refused, and why");
    }

    static async Task<IResult> RollbackAsync(
        [OptionalBody] PolicyShaRequest? request, HttpContext http, PolicyDesk desk, PolicyArchive archive,
        CancellationToken ct,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "accept-new-actions")] bool accept = false)
    {
        var wanted = request?.Sha256?.Trim();
        var stored = wanted is null ? await archive.BeforeAsync(ct) : await archive.FindAsync(wanted, ct);
        if (stored is null)
            return wanted is null ? Problems.Conflict("no other policy was in force before") : Unknown(wanted);
        var candidate = PolicyCandidate.Back(stored, AuthorOf(http), accept);
        var review = await desk.SubmitAsync(candidate, ifMatch: null, dryRun: false, ct);
        return Answer(review!, http, dryRun: false);
    }

    static JsonHttpResult<PolicyChangeView> Answer(PolicyReview review, HttpContext http, bool dryRun)
    {
        if (review.IsActivated)
            http.Response.GetTypedHeaders().ETag = TagOf(review.Candidate.Load.Policy!.Version.Sha256);
        var status = review.Refused switch
        {
            null when review.Waiting is not null => StatusCodes.Status202Accepted,
            null => StatusCodes.Status200OK,
            _ when dryRun => StatusCodes.Status200OK,
            RefusedFor.NewActions => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        return TypedResults.Json(PolicyChangeView.Of(review), statusCode: status);
    }

    /// <summary>The digests the caller thinks of; null when any policy may be in force.</summary>
    static IReadOnlyCollection<string>? IfMatch(HttpContext http)
    {
        var tags = http.Request.GetTypedHeaders().IfMatch;
        return tags.Count == 0 || tags.Contains(EntityTagHeaderValue.Any)
            ? null
            : [.. tags.Where(t => !t.IsWeak).Select(t => t.Tag.ToString().Trim('"'))];
    }

    static EntityTagHeaderValue TagOf(string sha256) => new($"\"{sha256}\"");

    static string AuthorOf(HttpContext http) => http.Caller().ActingFor(null) ?? "anonymous";

    static ProblemHttpResult Unknown(string sha256) =>
        Problems.NotFound($"no policy {sha256} is remembered; GET /v1/policy/versions lists those that are");
}

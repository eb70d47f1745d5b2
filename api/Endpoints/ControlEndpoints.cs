using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Answers;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Endpoints;

/// <summary>The service as a whole: how it stands, and whether it may act.</summary>
static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder app)
    {
        app.MapGet("v1/status", Status).WithTags("Control").WithSummary("The service at a glance.");
        var control = app.MapGroup("v1/control").WithTags("Control");
        control.MapPost("disarm", DisarmAsync).Needs(Role.Operator)
            .WithSummary("Nothing new is begun until armed again; what runs is finished.");
        control.MapPost("arm", ArmAsync).Needs(Role.Admin).WithSummary("The service may act again.");
    }

    static Ok<StatusView> Status(Readiness readiness, ClusterState state, PolicyHolder policy, TimeProvider clock)
    {
        var (ready, operators, now) = (readiness.Now(), state.Operators, clock.GetUtcNow());
        return TypedResults.Ok(new StatusView(
            ServiceVersion.Text,
            ready.Ready,
            ready.Checks,
            policy.Current.Version.ToString(),
            ViewOf(operators.Disarmed),
            [.. operators.Maintenance.Where(m => !(m.Until <= now)).Select(HostAnswers.Maintenance)],
            state.Fleet.HostCount,
            state.Fleet.InstanceCount,
            [.. state.Book.Open.Select(IncidentView.Of)]));
    }

    static async Task<Ok<ControlView>> DisarmAsync(
        [OptionalBody] ControlRequest? request, HttpContext http, OperatorDesk desk, CancellationToken ct)
    {
        var by = http.Caller().ActingFor(request?.By) ?? "anonymous";
        return Answer(await desk.DisarmAsync(by, request?.Reason ?? "no reason given", ct));
    }

    static async Task<Ok<ControlView>> ArmAsync(
        [OptionalBody] ControlRequest? request, HttpContext http, OperatorDesk desk, CancellationToken ct) =>
        Answer(await desk.ArmAsync(http.Caller().ActingFor(request?.By) ?? "anonymous", ct));

    static Ok<ControlView> Answer(OperatorState now) =>
        TypedResults.Ok(new ControlView(now.Disarmed is null, ViewOf(now.Disarmed)));

    static DisarmedView? ViewOf(Disarmed? disarmed) =>
        disarmed is { } d ? new DisarmedView(d.By, d.Reason, d.At) : null;
}

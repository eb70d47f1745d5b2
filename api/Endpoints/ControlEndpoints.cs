using Microsoft.AspNetCore.Http.HttpResults;
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
        control.MapGet("", Control).WithSummary("Whether the service acts, and what it is held back by.");
        control.MapPost("disarm", DisarmAsync).Needs(Role.Operator)
            .WithSummary("Nothing new is begun until armed again, everywhere or for a host or segment; what runs is finished.");
        control.MapPost("arm", ArmAsync).Needs(Role.Admin).WithSummary("The service may act again.");
        control.MapPost("pauses", PauseAsync).Needs(Role.Operator)
            .WithSummary("A reason to begin nothing new; acting goes on when the last reason is taken back.");
        control.MapDelete("pauses/{reason}", ResumeAsync).Needs(Role.Operator).WithSummary("The reason is gone.");
    }

    static Ok<StatusView> Status(Readiness readiness, ClusterState state, PolicyHolder policy, TimeProvider clock)
    {
        var (ready, operators) = (readiness.Now(), state.Operators.At(clock.GetUtcNow()));
        return TypedResults.Ok(new StatusView(
            ServiceVersion.Text,
            ready.Ready,
            ready.Checks,
            policy.Current.Version.ToString(),
            operators.Disarmed is { } disarmed ? DisarmedView.Of(disarmed) : null,
            [.. operators.PartsDisarmed.Select(DisarmedView.Of)],
            [.. operators.Pauses.Select(PauseView.Of)],
            [.. operators.Maintenance.Select(m => MaintenanceView.Of(m, InFlight.In(state, m.Scope)))],
            state.Fleet.HostCount,
            state.Fleet.InstanceCount,
            [.. state.Book.Open.Select(IncidentView.Of)])
        {
            Fencing = FencingView.Of(state),
            Room =
            [
                .. from segment in state.Fleet.Segments
                   let outlook = state.Outlooks.Of(segment.Name)
                   where outlook is not null
                   select new SegmentRoomView(segment.Name.Value, outlook.Survives, outlook.Worst?.ToString()),
            ],
        });
    }

    static Ok<ControlView> Control(ClusterState state, TimeProvider clock) => Answer(state, clock);

    static async Task<Results<Ok<ControlView>, ProblemHttpResult>> DisarmAsync(
        [OptionalBody] ControlRequest? request, HttpContext http, OperatorDesk desk, ClusterState state, TimeProvider clock,
        CancellationToken ct)
    {
        if ((Scopes.Read(request?.Host, request?.Segment, state, out var scope) ?? Scopes.OfEnd(request?.Until, clock.GetUtcNow())) is { } wrong)
            return wrong;
        var by = http.Caller().ActingFor(request?.By) ?? "anonymous";
        await desk.DisarmAsync(scope, by, request?.Reason ?? "no reason given", request?.Until, ct);
        return Answer(state, clock);
    }

    static async Task<Results<Ok<ControlView>, ProblemHttpResult>> ArmAsync(
        [OptionalBody] ControlRequest? request, HttpContext http, OperatorDesk desk, ClusterState state, TimeProvider clock,
        CancellationToken ct)
    {
        if (Scopes.Read(request?.Host, request?.Segment, state, out var scope) is { } wrong)
            return wrong;
        await desk.ArmAsync(scope, http.Caller().ActingFor(request?.By) ?? "anonymous", ct);
        return Answer(state, clock);
    }

    static async Task<Results<Ok<ControlView>, ProblemHttpResult>> PauseAsync(
        PauseRequest request, HttpContext http, OperatorDesk desk, ClusterState state, TimeProvider clock, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Problems.BadRequest("reason: is missing; it names the pause, and takes it back");
        if ((Scopes.Read(request.Host, request.Segment, state, out var scope) ?? Scopes.OfEnd(request.Until, clock.GetUtcNow())) is { } wrong)
            return wrong;
        await desk.PauseAsync(scope, request.Reason, http.Caller().ActingFor(request.By) ?? "anonymous", request.Until, ct);
        return Answer(state, clock);
    }

    static async Task<Results<Ok<ControlView>, ProblemHttpResult>> ResumeAsync(
        string reason, HttpContext http, OperatorDesk desk, ClusterState state, TimeProvider clock, CancellationToken ct,
        string? host = null, string? segment = null, string? by = null)
    {
        if (Scopes.Read(host, segment, state, out var scope) is { } wrong)
            return wrong;
        if (!state.Operators.Pauses.Any(p => (p.Scope, p.Reason) == (scope, reason)))
            return Problems.NotFound($"{scope} is not paused for {reason}; policyha status shows what is");
        await desk.ResumeAsync(scope, reason, http.Caller().ActingFor(by) ?? "anonymous", ct);
        return Answer(state, clock);
    }

    static Ok<ControlView> Answer(ClusterState state, TimeProvider clock)
    {
        var now = state.Operators.At(clock.GetUtcNow());
        return TypedResults.Ok(new ControlView(
            now.Disarmed is null,
            now.Disarmed is { } disarmed ? DisarmedView.Of(disarmed) : null,
            [.. now.PartsDisarmed.Select(DisarmedView.Of)],
            [.. now.Pauses.Select(PauseView.Of)],
            [
                .. now.PartsDisarmed.Select(d => d.Scope).Concat(now.Pauses.Select(p => p.Scope))
                    .Concat(now.Disarmed is null ? [] : [WorkScope.Everything]).SelectMany(s => InFlight.In(state, s)).Distinct().Order(StringComparer.Ordinal),
            ]));
    }
}

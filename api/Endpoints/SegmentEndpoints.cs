using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Api.Endpoints;

/// <summary>Failover segments.</summary>
static class SegmentEndpoints
{
    public static void MapSegments(this IEndpointRouteBuilder app)
    {
        var segments = app.MapGroup("v1/segments").WithTags("Segments");
        segments.MapGet("", List).WithSummary("All failover segments with their hosts, by name.");
        segments.MapGet("{name}", Get).WithSummary("One segment, with who would find no room if hosts of it died now.");
        segments.MapPost("{name}/maintenance", BeginMaintenanceAsync).Needs(Role.Operator)
            .WithSummary("Planned work begins on all hosts of the segment: nothing new is done to them, and Nova places nothing there.");
        segments.MapDelete("{name}/maintenance", EndMaintenanceAsync).Needs(Role.Operator).WithSummary("Planned work is over.");
    }

    static async Task<Results<Ok<MaintenanceView>, ProblemHttpResult>> BeginMaintenanceAsync(
        string name, [OptionalBody] MaintenanceRequest? request, HttpContext http,
        OperatorDesk desk, ClusterState state, TimeProvider clock, CancellationToken ct)
    {
        if ((Scopes.Read(null, name, state, out var scope) ?? Scopes.OfEnd(request?.Until, clock.GetUtcNow())) is { } wrong)
            return wrong;
        return TypedResults.Ok(await MaintenanceAnswers.BeginAsync(scope, request, http, desk, state, ct));
    }

    static async Task<Results<NoContent, ProblemHttpResult>> EndMaintenanceAsync(
        string name, HttpContext http, OperatorDesk desk, ClusterState state, CancellationToken ct, string? by = null)
    {
        if (Scopes.Read(null, name, state, out var scope) is { } wrong)
            return wrong;
        if (state.Operators.Maintenance.All(m => m.Scope != scope))
            return Problems.Conflict($"segment {name} is not in maintenance");
        await desk.EndMaintenanceAsync(scope, http.Caller().ActingFor(by) ?? "anonymous", ct);
        return TypedResults.NoContent();
    }

    static Ok<IReadOnlyList<SegmentView>> List(ClusterState state, Leases leases)
    {
        var open = state.Book.Open.CountBy(i => i.Segment).ToDictionary();
        return TypedResults.Ok<IReadOnlyList<SegmentView>>(
        [
            .. state.Fleet.Segments
                .Select(s => ViewOf(s, state, leases.Of(s.Name), open.GetValueOrDefault(s.Name))),
        ]);
    }

    static Results<Ok<SegmentView>, ProblemHttpResult> Get(string name, ClusterState state, Leases leases) =>
        state.Fleet.Segment(new SegmentName(name)) is { } segment
            ? TypedResults.Ok(ViewOf(segment, state, leases.Of(segment.Name), state.Book.Open.Count(i => i.Segment == segment.Name)))
            : Problems.NotFound($"no segment {name}");

    static SegmentView ViewOf(FailoverSegment segment, ClusterState state, SegmentLease? lease, int open)
    {
        var fleet = state.Fleet;
        var hosts = fleet.HostsIn(segment.Name);
        return new SegmentView(
            segment.Name.Value,
            MethodOf(segment.Method),
            segment.SharedStorage,
            lease is not null,
            lease?.Epoch,
            [.. hosts.Select(h => h.Name.Value)],
            hosts.Sum(h => fleet.InstancesOn(h.Name).Count),
            open)
        {
            Failures = FailuresView.Of(state.Outlooks.Of(segment.Name)),
        };
    }

    /// <summary>Masakari's words.</summary>
    static string MethodOf(RecoveryMethod method) => method switch
    {
        RecoveryMethod.Auto => "auto",
        RecoveryMethod.ReservedHost => "reserved_host",
        RecoveryMethod.AutoPriority => "auto_priority",
        _ => "rh_priority",
    };
}

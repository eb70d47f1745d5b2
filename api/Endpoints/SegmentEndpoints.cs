using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Contracts;
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
    }

    static Ok<IReadOnlyList<SegmentView>> List(ClusterState state, Leases leases)
    {
        var open = state.Book.Open.CountBy(i => i.Segment).ToDictionary();
        return TypedResults.Ok<IReadOnlyList<SegmentView>>(
        [
            .. state.Fleet.Segments
                .Select(s => ViewOf(s, state.Fleet, leases.Of(s.Name), open.GetValueOrDefault(s.Name))),
        ]);
    }

    static SegmentView ViewOf(FailoverSegment segment, Fleet fleet, SegmentLease? lease, int open)
    {
        var hosts = fleet.HostsIn(segment.Name);
        return new SegmentView(
            segment.Name.Value,
            MethodOf(segment.Method),
            segment.SharedStorage,
            lease is not null,
            lease?.Epoch,
            [.. hosts.Select(h => h.Name.Value)],
            hosts.Sum(h => fleet.InstancesOn(h.Name).Count),
            open);
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

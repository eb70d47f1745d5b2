using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Endpoints;

/// <summary>Reads which part of the cloud a caller means.</summary>
static class Scopes
{
    /// <summary>What is wrong with it; null, and the scope, when nothing is.</summary>
    public static ProblemHttpResult? Read(string? host, string? segment, ClusterState state, out WorkScope scope)
    {
        scope = host is not null ? WorkScope.Of(new HostName(host))
            : segment is not null ? WorkScope.Of(new SegmentName(segment))
            : WorkScope.Everything;
        return (host, segment) switch
        {
            (not null, not null) => Problems.BadRequest("host, segment: name one of them, or neither to mean everything"),
            (not null, _) when !state.Fleet.Knows(new HostName(host)) => UnknownHost(host),
            (_, not null) when state.Fleet.Segment(new SegmentName(segment)) is null => UnknownSegment(segment),
            _ => null,
        };
    }

    /// <summary>What is wrong with the moment at which a switch shall end by itself; null when nothing is.</summary>
    public static ProblemHttpResult? OfEnd(DateTimeOffset? until, DateTimeOffset now) =>
        until is { } end && end <= now ? Problems.BadRequest($"until: {Contracts.UtcTimeConverter.Text(end)} has passed") : null;

    public static ProblemHttpResult UnknownHost(string name) =>
        Problems.NotFound($"no host {name} in the fleet; is it named as Nova names it?");

    public static ProblemHttpResult UnknownSegment(string name) =>
        Problems.NotFound($"no segment {name}; policyha segments lists them");
}

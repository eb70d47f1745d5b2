using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Metering;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Api.Endpoints;

/// <summary>For supervisors and monitoring.</summary>
static class HealthEndpoints
{
    /// <summary>Waiting alerts are counted up to this many.</summary>
    const int DepthMax = 10_000;

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("").WithTags("Health");
        health.MapGet("healthz", Alive).NeedsNobody().WithSummary("The process answers.");
        health.MapGet("readyz", Ready).NeedsNobody()
            .WithSummary("The service can do its work, check by check; 503 while it cannot.");
        health.MapGet("metrics", MetricsAsync).WithSummary("Metrics in Prometheus' text format.");
    }

    static Ok<string> Alive() => TypedResults.Ok("alive");

    static Results<Ok<ReadinessView>, JsonHttpResult<ReadinessView>> Ready(Readiness readiness)
    {
        var now = readiness.Now();
        return now.Ready
            ? TypedResults.Ok(now)
            : TypedResults.Json(now, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    static async Task<ContentHttpResult> MetricsAsync(
        ServiceMeters meters, OutboxDepth depth, IAlertOutbox outbox, CancellationToken ct)
    {
        depth.Set((await outbox.DueAsync(DateTimeOffset.MaxValue, DepthMax, ct)).Count);
        return TypedResults.Content(meters.Print(), PrometheusPage.ContentType);
    }
}

namespace PolicyHa.Api.Endpoints;

/// <summary>The API's table of contents.</summary>
static class AllEndpoints
{
    public static void MapService(this IEndpointRouteBuilder app)
    {
        app.MapHealth();        // /healthz /readyz /metrics
        app.MapEvents();        // /v1/events
        app.MapHosts();         // /v1/hosts
        app.MapInstances();     // /v1/instances
        app.MapInstanceActs();  // /v1/instances/{id}/reset-state /lock /unlock
        app.MapSegments();      // /v1/segments
        app.MapIncidents();     // /v1/incidents /v1/plans
        app.MapExternal();      // /v1/external
        app.MapControl();       // /v1/status /v1/control
        app.MapGates();         // /v1/gates
        app.MapPolicy();        // /v1/policy
        app.MapPolicyQuestions(); // /v1/policy/diff /v1/what-if
        app.MapHistory();       // /v1/history /v1/stream
        app.MapSimulations();   // /v1/simulations
        app.MapOpenApi();       // /openapi/v1.json
    }
}

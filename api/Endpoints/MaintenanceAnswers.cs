using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Security;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Endpoints;

/// <summary>Begins planned work, of a host and of a segment alike.</summary>
static class MaintenanceAnswers
{
    public static async Task<MaintenanceView> BeginAsync(
        WorkScope scope, MaintenanceRequest? request, HttpContext http, OperatorDesk desk, ClusterState state, CancellationToken ct)
    {
        var by = http.Caller().ActingFor(request?.By) ?? "anonymous";
        var now = await desk.BeginMaintenanceAsync(
            scope, by, request?.Reason ?? "no reason given", request?.Until, request?.Drain ?? false, ct);
        return MaintenanceView.Of(now.Maintenance.Single(m => m.Scope == scope), InFlight.In(state, scope));
    }
}

using System.Text;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Redfish;

/// <summary>Faults and Basic authentication of a BMC; its service root is open to all.</summary>
internal sealed class BmcGate(CloudWorld world) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers["OData-Version"] = "4.0";
        var (fault, status, known) = Ask((string)http.Request.RouteValues["host"]!);
        if (!known)
        {
            return TypedResults.NotFound();
        }

        if (fault is BmcFault.Hangs)
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }

        if (fault is BmcFault.Errors)
        {
            return RedfishView.Error(status, "Base.1.8.GeneralError", "The BMC cannot answer now.");
        }

        var isRoot = http.Request.Path.Value!.AsSpan().TrimEnd('/').EndsWith("/redfish/v1", StringComparison.Ordinal);
        if (!isRoot && !IsAuthentic(http.Request.Headers.Authorization))
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"BMC\"";
            return RedfishView.Error(StatusCodes.Status401Unauthorized, "Base.1.8.NoValidSession",
                "There is no valid session established with the implementation.");
        }

        ValueTask<object?> answer;
        using (world.Enter())
        {
            answer = next(context);
        }

        return await answer;
    }

    (BmcFault Fault, int Status, bool Known) Ask(string host) => world.Look(() =>
        world.Hosts.TryGetValue(host, out var machine)
        ? (machine.Bmc.Fault, machine.Bmc.ErrorStatus, true)
        : (BmcFault.None, 0, false));

    bool IsAuthentic(string? header)
    {
        var wanted = Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{world.Options.BmcUser}:{world.Options.BmcPassword}"));
        return header == $"Basic {wanted}";
    }
}

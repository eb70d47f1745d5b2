using System.Text;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Redfish;

/// <summary>Faults of a BMC, and who may speak to it: by Basic or by a session's token. Its service root is open to all, and so is asking for a session.</summary>
internal sealed class BmcGate(CloudWorld world) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers["OData-Version"] = "4.0";
        var host = (string)http.Request.RouteValues["host"]!;
        if (world.Look(() => world.Hosts.GetValueOrDefault(host)?.Bmc.Manner) is not { } manner)
        {
            return TypedResults.NotFound();
        }

        if (manner.Fault is BmcFault.Hangs)
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }

        await Task.Delay(manner.AnswerTime, http.RequestAborted);
        if (manner.Fault is BmcFault.Errors)
        {
            return RedfishView.Error(manner.ErrorStatus, "Base.1.8.GeneralError", "The BMC cannot answer now.");
        }

        if (!IsOpen(http.Request) && !IsAuthentic(host, http.Request.Headers))
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

    static bool IsOpen(HttpRequest request)
    {
        var path = request.Path.Value!.AsSpan().TrimEnd('/');
        return path.EndsWith("/redfish/v1", StringComparison.Ordinal)
            || (HttpMethods.IsPost(request.Method) && path.EndsWith("/SessionService/Sessions", StringComparison.Ordinal));
    }

    /// <summary>A token counts alone: with one that is unknown, a right password does not help.</summary>
    bool IsAuthentic(string host, IHeaderDictionary headers)
    {
        if (headers.TryGetValue("X-Auth-Token", out var tokens))
        {
            return world.Look(() => world.Hosts[host].Bmc.Sessions.Use(tokens.ToString(), world.Now));
        }

        var wanted = Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{world.Options.BmcUser}:{world.Options.BmcPassword}"));
        return headers.Authorization == $"Basic {wanted}";
    }
}

using System.Globalization;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Redfish;

/// <summary>The SessionService of a BMC.</summary>
internal static class SessionApi
{
    public static void Map(IEndpointRouteBuilder bmc)
    {
        bmc.MapGet("/SessionService/Sessions", (string host, CloudWorld world) =>
            new WireJson(RedfishView.Sessions(host, world.HostNamed(host).Bmc.Sessions.Numbers)));
        bmc.MapPost("/SessionService/Sessions", Open);
        bmc.MapDelete("/SessionService/Sessions/{id}", Close);
    }

    static WireJson Open(HttpContext http, string host, JsonBody body, CloudWorld world)
    {
        if (body.Text("UserName") != world.Options.BmcUser || body.Text("Password") != world.Options.BmcPassword)
        {
            return RedfishView.Error(StatusCodes.Status401Unauthorized, "Base.1.8.ResourceAtUriUnauthorized",
                "The user or the password is wrong.");
        }

        var bmc = world.HostNamed(host).Bmc;
        if (bmc.Sessions.Open(bmc.Manner.SessionsMax, world.Now) is not { } session)
        {
            return RedfishView.Error(StatusCodes.Status503ServiceUnavailable, "Base.1.8.SessionLimitExceeded",
                "The session establishment failed due to the number of simultaneous sessions exceeding the limit of the implementation.");
        }

        http.Response.Headers["X-Auth-Token"] = session.Token;
        http.Response.Headers.Location = RedfishView.SessionPath(host, session.Number);
        return new WireJson(RedfishView.Session(host, session.Number, world.Options.BmcUser), StatusCodes.Status201Created);
    }

    static WireJson Close(string host, string id, CloudWorld world) =>
        int.TryParse(id, CultureInfo.InvariantCulture, out var number) && world.HostNamed(host).Bmc.Sessions.Close(number)
            ? WireJson.Empty(StatusCodes.Status204NoContent)
            : RedfishView.Missing();
}

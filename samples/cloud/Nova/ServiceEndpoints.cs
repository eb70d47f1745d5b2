using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>os-services: who is up, disabling, forcing down.</summary>
internal static class ServiceEndpoints
{
    const string ListRule = "os_compute_api:os-services:list";
    const string UpdateRule = "os_compute_api:os-services:update";

    /// <summary>From here on services have UUIDs and one PUT changes all.</summary>
    const int UuidsSince = 53;

    public static void Map(RouteGroupBuilder nova)
    {
        nova.MapGet("/os-services", List);
        nova.MapPut("/os-services/{id}", Update);
    }

    static WireJson List(NovaCall call, CloudWorld world)
    {
        call.RequireAdmin(ListRule);
        QueryRules.RefuseUnknown(call, "binary", "host");
        var (binary, host) = (call.Query("binary"), call.Query("host"));
        var services = new JsonArray();
        if (binary is null or "nova-compute")
        {
            foreach (var each in world.Hosts.Values.Where(h => host is null || h.Name == host))
            {
                services.Add(ServiceView.Of(world, each, call.Minor));
            }
        }

        foreach (var daemon in new[] { "nova-scheduler", "nova-conductor" })
        {
            if ((binary is null || binary == daemon) && host is null or ServiceView.Controller)
            {
                services.Add(ServiceView.OfController(world, daemon, call.Minor));
            }
        }

        return new WireJson(new JsonObject { ["services"] = services });
    }

    static IResult Update(NovaCall call, CloudWorld world, string id)
    {
        call.RequireAdmin(UpdateRule);
        return call.Minor < UuidsSince ? LegacyServiceUpdate.Run(call, world, id) : UpdateByUuid(call, world, id);
    }

    static IResult UpdateByUuid(NovaCall call, CloudWorld world, string id)
    {
        var change = ServiceChange.Read(call.Body);
        if (!Guid.TryParseExact(id, "D", out var uuid))
        {
            throw NovaFault.BadRequest($"Invalid uuid {id}");
        }

        var host = world.Hosts.Values.FirstOrDefault(h => h.Service.Id == uuid);
        if (host is null)
        {
            throw ServiceView.IsController(uuid)
                ? NovaFault.BadRequest(
                    "Updating a nova-scheduler service is not supported. Only nova-compute services can be updated.")
                : NovaFault.NotFound($"Service {id} could not be found.");
        }

        var wait = change.Apply(world, host, call.Mark);
        var answer = new WireJson(new JsonObject { ["service"] = ServiceView.Of(world, host, call.Minor) });
        return wait > TimeSpan.Zero ? new LateAnswer(answer, wait) : answer;
    }
}

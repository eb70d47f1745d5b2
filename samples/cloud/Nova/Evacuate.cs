using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>The evacuate action: what the API checks before it says 200.</summary>
internal static class Evacuate
{
    public static IResult Run(ActionRequest request)
    {
        var call = request.Call;
        call.RequireAdmin("os_compute_api:os-evacuate");
        var (hostName, force) = Read(request);
        var server = request.Find();
        try
        {
            var target = Check(request, server, hostName, force);
            new Evacuation(request, server, target, force && call.Minor <= 67).Accept();
        }
        catch (NovaFault refusal)
        {
            request.World.Audit.Add(request.World.Now, AuditKind.EvacuationRefused, server.Host, server,
                refusal.Message, call.Mark);
            throw;
        }

        return call.Minor < 14
            ? new WireJson(new JsonObject { ["adminPass"] = Guid.NewGuid().ToString("N")[..12] })
            : WireJson.Empty(StatusCodes.Status200OK);
    }

    static (string? Host, bool Force) Read(ActionRequest request)
    {
        var minor = request.Call.Minor;
        string[] allowed = minor switch
        {
            < 14 => ["host", "adminPass", "onSharedStorage"],
            < 29 => ["host", "adminPass"],
            < 68 => ["host", "adminPass", "force"],
            _ => ["host", "adminPass"],
        };
        var content = Schema.Object(request.Call.Body, request.Name, allowed);
        if (minor < 14)
        {
            Schema.Required(content, request.Name, "onSharedStorage");
        }

        var force = content.ContainsKey("force") && Schema.Flag(content, "evacuate.", "force");
        var host = Schema.Host(content, request.Name, nullable: false);
        return force && host is null
            ? throw NovaFault.BadRequest("Can't force to a non-provided destination")
            : (host, force || (minor < 29 && host is not null));
    }

    static ComputeHost? Check(ActionRequest request, Server server, string? hostName, bool force)
    {
        var world = request.World;
        ComputeHost? target = null;
        if (hostName is not null)
        {
            if (!world.Hosts.TryGetValue(hostName, out target))
            {
                throw NovaFault.NotFound($"Compute host {hostName} not found.");
            }

            if (target == server.Host)
            {
                throw NovaFault.BadRequest("The target host can't be the same one.");
            }
        }

        ActionRequest.RequireVmState(server, "evacuate", "active", "stopped", "error");
        return world.CountsAsUp(server.Host)
            ? throw NovaFault.BadRequest($"Compute service of {server.Host} is still in use.")
            : target;
    }
}

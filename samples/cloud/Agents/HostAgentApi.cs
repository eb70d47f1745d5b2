using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Agents;

/// <summary>The small agent on each host a site would use to restart a service there.</summary>
internal static class HostAgentApi
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/agents/{host}/restart", Restart).AddEndpointFilter<WorldGate>();

    static WireJson Restart(string host, JsonBody body, CloudWorld world)
    {
        if (!world.Hosts.TryGetValue(host, out var machine))
        {
            return Answer(StatusCodes.Status404NotFound, $"no host '{host}'");
        }

        if (!TryName(body.Text("service"), out var service))
        {
            return Answer(StatusCodes.Status400BadRequest, "'service' must be nova-compute or libvirtd");
        }

        // A hung host does not run its agent either, and an agent is reached over the admin network.
        if (!machine.Alive || machine.NovaCompute.Frozen || machine.NetworksCut.Contains(HostNetwork.Admin))
        {
            return Answer(StatusCodes.Status503ServiceUnavailable, $"{host} does not answer");
        }

        var process = CloudWorld.ProcessOf(machine, service);
        if (process.Stubborn)
        {
            return Answer(StatusCodes.Status500InternalServerError, $"{CloudWorld.Name(service)} did not start");
        }

        world.StartService(machine, service);
        return Answer(StatusCodes.Status200OK, $"{CloudWorld.Name(service)} restarted");
    }

    public static bool TryName(string? name, out HostService service)
    {
        service = name is "libvirtd" ? HostService.Libvirtd : HostService.NovaCompute;
        return name is "libvirtd" or "nova-compute";
    }

    static WireJson Answer(int status, string message) => new(new JsonObject { ["message"] = message }, status);
}

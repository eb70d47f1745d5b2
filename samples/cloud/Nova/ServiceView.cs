using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>An entry of os-services.</summary>
internal static class ServiceView
{
    public const string Controller = "controller-1";

    public static JsonObject Of(CloudWorld world, ComputeHost host, int minor)
    {
        if (minor >= 69 && world.UnreachableCell.Contains(host.Name))
        {
            return new JsonObject { ["binary"] = "nova-compute", ["host"] = host.Name, ["status"] = "UNKNOWN" };
        }

        var service = host.Service;
        var lastBeat = world.LastHeartbeat(host);
        return View(world, "nova-compute", host.Name, service.Id, host.Zone, minor, new JsonObject
        {
            ["status"] = service.Disabled ? "disabled" : "enabled",
            ["state"] = world.CountsAsUp(host) ? "up" : "down",
            ["updated_at"] = WireTime.Naive(service.UpdatedAt > lastBeat ? service.UpdatedAt.Value : lastBeat),
            ["disabled_reason"] = service.DisabledReason,
            ["forced_down"] = service.ForcedDown,
        });
    }

    public static JsonObject OfController(CloudWorld world, string binary, int minor) =>
        View(world, binary, Controller, CloudWorld.IdOf("service", binary), "internal", minor, new JsonObject
        {
            ["status"] = "enabled",
            ["state"] = "up",
            ["updated_at"] = WireTime.Naive(world.Now),
            ["disabled_reason"] = null,
            ["forced_down"] = false,
        });

    public static bool IsController(Guid id) =>
        id == CloudWorld.IdOf("service", "nova-scheduler") || id == CloudWorld.IdOf("service", "nova-conductor");

    static JsonObject View(
        CloudWorld world, string binary, string host, Guid id, string zone, int minor, JsonObject rest)
    {
        var view = new JsonObject
        {
            ["binary"] = binary,
            ["host"] = host,
            ["id"] = minor >= 53 ? id.ToString() : Number(world, host),
            ["zone"] = zone,
        };
        foreach (var (key, value) in rest.Where(p => minor >= 11 || p.Key != "forced_down"))
        {
            view[key] = value?.DeepClone();
        }

        return view;
    }

    static int Number(CloudWorld world, string host) => world.Hosts.Keys.TakeWhile(name => name != host).Count() + 1;
}

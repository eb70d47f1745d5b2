using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>A server as Nova writes it, by microversion and by who asks.</summary>
internal static class ServerView
{
    public static JsonObject Brief(NovaCall call, Server server) => new()
    {
        ["id"] = server.Id.ToString(),
        ["name"] = server.Name,
        ["links"] = Links(call, server),
    };

    public static JsonObject Detail(NovaCall call, CloudWorld world, Server server)
    {
        if (call.Minor >= 69 && world.UnreachableCell.Contains(server.Host.Name))
        {
            return Partial(call, server);
        }

        var view = new JsonObject
        {
            ["id"] = server.Id.ToString(),
            ["name"] = server.Name,
            ["status"] = ServerStatus.Of(server),
            ["tenant_id"] = server.ProjectId,
            ["user_id"] = server.UserId,
            ["metadata"] = MetadataEndpoints.View(server),
            ["hostId"] = HostId(server),
            ["image"] = server.VolumeBooted ? "" : ServerImage.View(call, server),
            ["flavor"] = ServerFlavor.View(call, server),
            ["created"] = WireTime.Zulu(server.Created),
            ["updated"] = WireTime.Zulu(server.Updated),
            ["addresses"] = new JsonObject(),
            ["accessIPv4"] = "",
            ["accessIPv6"] = "",
            ["links"] = Links(call, server),
            ["OS-DCF:diskConfig"] = "AUTO",
            ["OS-EXT-AZ:availability_zone"] = server.Host.Zone,
            ["config_drive"] = "",
            ["key_name"] = null,
            ["OS-SRV-USG:launched_at"] = WireTime.Naive(server.Created.AddSeconds(30)),
            ["OS-SRV-USG:terminated_at"] = null,
            ["OS-EXT-STS:task_state"] = server.TaskState,
            ["OS-EXT-STS:vm_state"] = server.VmState,
            ["OS-EXT-STS:power_state"] = (int)server.PowerState,
            ["os-extended-volumes:volumes_attached"] = Volumes(server),
            ["security_groups"] = new JsonArray(new JsonObject { ["name"] = "default" }),
        };
        AddByState(view, server);
        AddByVersion(view, call, server);
        if (call.IsAdmin)
        {
            AddForAdmin(view, call, world, server);
        }

        return view;
    }

    /// <summary>What only <c>GET /servers/{id}</c> shows.</summary>
    public static JsonObject Shown(NovaCall call, CloudWorld world, Server server)
    {
        var view = Detail(call, world, server);
        if (call.Minor >= 71)
        {
            view["server_groups"] = server.Group is null ? new JsonArray() : new JsonArray(server.Group.Id.ToString());
        }

        return view;
    }

    /// <summary>All that is known of a server in a cell that does not answer.</summary>
    static JsonObject Partial(NovaCall call, Server server) => new()
    {
        ["id"] = server.Id.ToString(),
        ["tenant_id"] = server.ProjectId,
        ["created"] = WireTime.Zulu(server.Created),
        ["status"] = "UNKNOWN",
        ["links"] = Links(call, server),
    };

    static void AddByState(JsonObject view, Server server)
    {
        var status = view["status"]!.GetValue<string>();
        if (status is "ERROR" && server.Fault is { } fault)
        {
            view["fault"] = new JsonObject
            {
                ["code"] = fault.Code,
                ["created"] = WireTime.Zulu(fault.Created),
                ["message"] = fault.Message,
            };
        }

        if (status is "ACTIVE" or "BUILD" or "REBUILD" or "RESIZE" or "VERIFY_RESIZE" or "MIGRATING")
        {
            view["progress"] = 0;
        }
    }

    static void AddByVersion(JsonObject view, NovaCall call, Server server)
    {
        if (call.Minor >= 9)
        {
            view["locked"] = server.Locked;
        }

        if (call.Minor >= 19)
        {
            view["description"] = null;
        }

        if (call.Minor >= 26)
        {
            view["tags"] = new JsonArray([.. server.Tags.Select(t => JsonValue.Create(t))]);
        }

        if (call.Minor >= 63)
        {
            view["trusted_image_certificates"] = null;
        }

        if (call.Minor >= 73)
        {
            view["locked_reason"] = server.LockedReason;
        }

        if (call.Minor >= 96)
        {
            view["pinned_availability_zone"] = server.PinnedZone;
        }
    }

    static void AddForAdmin(JsonObject view, NovaCall call, CloudWorld world, Server server)
    {
        view["OS-EXT-SRV-ATTR:host"] = server.Host.Name;
        view["OS-EXT-SRV-ATTR:hypervisor_hostname"] = server.Host.Name;
        view["OS-EXT-SRV-ATTR:instance_name"] =
            "instance-" + server.Number.ToString("x8", CultureInfo.InvariantCulture);
        if (call.Minor >= 3)
        {
            view["OS-EXT-SRV-ATTR:root_device_name"] = "/dev/vda";
            view["OS-EXT-SRV-ATTR:hostname"] = server.Name;
        }

        if (call.Minor >= 16)
        {
            view["host_status"] = HostStatus(world, server.Host);
        }
    }

    /// <summary>Forced down goes before disabled, disabled before heartbeat age.</summary>
    static string HostStatus(CloudWorld world, ComputeHost host) =>
        host.Service.ForcedDown ? "DOWN"
        : host.Service.Disabled ? "MAINTENANCE"
        : world.CountsAsUp(host) ? "UP"
        : "UNKNOWN";

    static JsonArray Volumes(Server server) => server.VolumeBooted
        ? [new JsonObject { ["id"] = VolumeId(server), ["delete_on_termination"] = false }]
        : [];

    static string VolumeId(Server server) => CloudWorld.IdOf("volume", server.Id.ToString()).ToString();

    static JsonArray Links(NovaCall call, Server server) =>
    [
        new JsonObject { ["rel"] = "self", ["href"] = $"{call.BaseUrl}/compute/v2.1/servers/{server.Id}" },
        new JsonObject { ["rel"] = "bookmark", ["href"] = $"{call.BaseUrl}/compute/servers/{server.Id}" },
    ];

    /// <summary>A hash of project and host: owners may see that two servers share a host, not which.</summary>
    static string HostId(Server server) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(server.ProjectId + server.Host.Name)).AsSpan(0, 28));
}

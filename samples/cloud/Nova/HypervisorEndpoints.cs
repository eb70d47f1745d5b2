using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>os-hypervisors: the id is the placement resource provider's since 2.53.</summary>
internal static class HypervisorEndpoints
{
    public static void Map(RouteGroupBuilder nova)
    {
        nova.MapGet("/os-hypervisors", (NovaCall call, CloudWorld world) => List(call, world, detail: false));
        nova.MapGet("/os-hypervisors/detail", (NovaCall call, CloudWorld world) => List(call, world, detail: true));
    }

    public static string Address(ComputeHost host)
    {
        var bytes = host.Id.ToByteArray();
        return $"10.{bytes[1]}.{bytes[2]}.{bytes[3]}";
    }

    static WireJson List(NovaCall call, CloudWorld world, bool detail)
    {
        call.RequireAdmin($"os_compute_api:os-hypervisors:list{(detail ? "-detail" : "")}");
        QueryRules.RefuseUnknown(call, "limit", "marker", "with_servers", "hypervisor_hostname_pattern");
        var found = world.Hosts.Values.OrderBy(h => h.Id).ToList();
        if (call.Query("hypervisor_hostname_pattern") is { } pattern)
        {
            found = [.. found.Where(h => h.Name.Contains(pattern, StringComparison.Ordinal))];
        }

        if (call.Query("marker") is { } marker)
        {
            var at = found.FindIndex(h => h.Id.ToString() == marker);
            found = at >= 0 ? found[(at + 1)..] : throw NovaFault.BadRequest($"marker [{marker}] not found");
        }

        var limit = QueryRules.Limit(call, world.Options.MaxLimit);
        var page = found.Count <= limit ? found : found[..limit];
        var answer = new JsonObject
        {
            ["hypervisors"] = new JsonArray([.. page.Select(h => View(call, world, h, detail))]),
        };
        if (call.Minor >= 33 && page.Count > 0 && page.Count == limit)
        {
            answer["hypervisors_links"] =
                PageLinks.Next(call, world, "os-hypervisors" + (detail ? "/detail" : ""), page[^1].Id);
        }

        return new WireJson(answer);
    }

    static JsonObject View(NovaCall call, CloudWorld world, ComputeHost host, bool detail)
    {
        var view = new JsonObject
        {
            ["id"] = call.Minor >= 53 ? host.Id.ToString()
                : world.Hosts.Keys.TakeWhile(n => n != host.Name).Count() + 1,
            ["hypervisor_hostname"] = host.Name,
            ["state"] = world.CountsAsUp(host) ? "up" : "down",
            ["status"] = host.Service.Disabled ? "disabled" : "enabled",
        };
        if (call.Minor >= 53 && call.Query("with_servers")?.ToLowerInvariant() is "true" or "1")
        {
            view["servers"] = new JsonArray([.. host.ServersByRecord.Select(s =>
                new JsonObject { ["name"] = s.Name, ["uuid"] = s.Id.ToString() })]);
        }

        if (detail)
        {
            AddDetail(view, call, world, host);
        }

        return view;
    }

    static void AddDetail(JsonObject view, NovaCall call, CloudWorld world, ComputeHost host)
    {
        view["host_ip"] = Address(host);
        view["hypervisor_type"] = "QEMU";
        view["hypervisor_version"] = 7_002_009;
        view["service"] = new JsonObject
        {
            ["id"] = call.Minor >= 53 ? host.Service.Id.ToString() : 1,
            ["host"] = host.Name,
            ["disabled_reason"] = host.Service.DisabledReason,
        };
        if (call.Minor >= 88)
        {
            view["uptime"] = world.CountsAsUp(host) && host.ComputeAnswers
                ? " 03:04:05 up 12 days,  3:04,  0 users,  load average: 0.10, 0.12, 0.09"
                : null;
            return;
        }

        var used = host.Bookings.Used;
        view["vcpus"] = host.Plan.Vcpus;
        view["vcpus_used"] = used.Vcpus;
        view["memory_mb"] = host.Plan.RamMb;
        view["memory_mb_used"] = used.RamMb;
        view["free_ram_mb"] = host.Plan.RamMb - used.RamMb;
        view["local_gb"] = host.Plan.DiskGb;
        view["local_gb_used"] = used.DiskGb;
        view["free_disk_gb"] = host.Plan.DiskGb - used.DiskGb;
        view["disk_available_least"] = host.Plan.DiskGb - used.DiskGb;
        view["running_vms"] = host.ServersByRecord.Count;
        view["current_workload"] = 0;
        view["cpu_info"] = call.Minor >= 28 ? new JsonObject { ["arch"] = "x86_64" } : "{\"arch\": \"x86_64\"}";
    }
}

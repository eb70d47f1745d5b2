using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Aggregates, availability zones and server groups: what ties hosts and servers together.</summary>
internal static class AggregateEndpoints
{
    public static void Map(RouteGroupBuilder nova)
    {
        nova.MapGet("/os-aggregates", Aggregates);
        nova.MapPost("/os-aggregates/{number:int}/action", ChangeHosts);
        nova.MapGet("/os-availability-zone/detail", Zones);
        nova.MapGet("/os-server-groups", Groups);
    }

    static WireJson Aggregates(NovaCall call, CloudWorld world)
    {
        call.RequireAdmin("os_compute_api:os-aggregates:index");
        return new WireJson(new JsonObject
        {
            ["aggregates"] = new JsonArray([.. world.Aggregates.Select(a => View(call, a))]),
        });
    }

    static WireJson ChangeHosts(NovaCall call, CloudWorld world, int number)
    {
        var adding = call.Body.ContainsKey("add_host");
        call.RequireAdmin($"os_compute_api:os-aggregates:{(adding ? "add_host" : "remove_host")}");
        var content = Schema.Object(call.Body, adding ? "add_host" : "remove_host", "host");
        Schema.Required(content, adding ? "add_host" : "remove_host", "host");
        var name = Schema.Host(content, "host", nullable: false)!;
        var aggregate = world.Aggregates.FirstOrDefault(a => a.Id == number)
            ?? throw NovaFault.NotFound($"Aggregate {number} could not be found.");
        if (!world.Hosts.ContainsKey(name))
        {
            throw NovaFault.NotFound($"Compute host {name} could not be found.");
        }

        if (adding && OtherZone(world, aggregate, name) is { } zone)
        {
            throw NovaFault.Conflict(
                $"Cannot add host to aggregate {number}. Reason: "
                + $"One or more hosts already in availability zone(s) ['{zone}'].");
        }

        if (adding && !aggregate.Hosts.Add(name))
        {
            throw NovaFault.Conflict($"Aggregate {number} already has host {name}.");
        }

        if (!adding && !aggregate.Hosts.Remove(name))
        {
            throw NovaFault.NotFound($"Aggregate {number} has no host {name}.");
        }

        return new WireJson(new JsonObject { ["aggregate"] = View(call, aggregate) });
    }

    static string? OtherZone(CloudWorld world, Aggregate aggregate, string host) => aggregate.Zone is null ? null
        : world.Aggregates.FirstOrDefault(a =>
            a.Zone is not null && a.Zone != aggregate.Zone && a.Hosts.Contains(host))?.Zone;

    static JsonObject View(NovaCall call, Aggregate aggregate)
    {
        var view = new JsonObject
        {
            ["id"] = aggregate.Id,
            ["name"] = aggregate.Name,
            ["availability_zone"] = aggregate.Zone,
            ["hosts"] = new JsonArray([.. aggregate.Hosts.Select(h => JsonValue.Create(h))]),
            ["metadata"] = new JsonObject(
                aggregate.Metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)JsonValue.Create(m.Value)))),
            ["created_at"] = WireTime.Naive(aggregate.Created),
            ["updated_at"] = null,
            ["deleted_at"] = null,
            ["deleted"] = false,
        };
        if (call.Minor >= 41)
        {
            view["uuid"] = aggregate.Uuid.ToString();
        }

        return view;
    }

    static WireJson Zones(NovaCall call, CloudWorld world)
    {
        call.RequireAdmin("os_compute_api:os-availability-zone:detail");
        var zones = world.Hosts.Values.GroupBy(h => h.Zone).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(zone => new JsonObject
            {
                ["zoneName"] = zone.Key,
                ["zoneState"] = new JsonObject { ["available"] = zone.Any(h => !h.Service.Disabled) },
                ["hosts"] = new JsonObject(zone.Select(h => KeyValuePair.Create(h.Name, (JsonNode?)new JsonObject
                {
                    ["nova-compute"] = new JsonObject
                    {
                        ["available"] = world.CountsAsUp(h),
                        ["active"] = !h.Service.Disabled,
                        ["updated_at"] = WireTime.Naive(world.LastHeartbeat(h)),
                    },
                }))),
            });
        return new WireJson(new JsonObject { ["availabilityZoneInfo"] = new JsonArray([.. zones]) });
    }

    static WireJson Groups(NovaCall call, CloudWorld world)
    {
        var all = call.IsAdmin && call.Http.Request.Query.ContainsKey("all_projects");
        var groups = world.Groups.Where(g => all || g.ProjectId == call.Token.ProjectId)
            .Select(g => GroupView(call, g));
        return new WireJson(new JsonObject { ["server_groups"] = new JsonArray([.. groups]) });
    }

    static JsonObject GroupView(NovaCall call, ServerGroup group)
    {
        var view = new JsonObject
        {
            ["id"] = group.Id.ToString(),
            ["name"] = group.Name,
            ["members"] = new JsonArray([.. group.Members.Select(m => JsonValue.Create(m.Id.ToString()))]),
            ["project_id"] = group.ProjectId,
            ["user_id"] = group.UserId,
        };
        if (call.Minor >= 64)
        {
            view["policy"] = group.Policy;
            var isStrict = group.Policy == "anti-affinity";
            view["rules"] = isStrict ? new JsonObject { ["max_server_per_host"] = 1 } : new JsonObject();
        }
        else
        {
            view["policies"] = new JsonArray(group.Policy);
            view["metadata"] = new JsonObject();
        }

        return view;
    }
}

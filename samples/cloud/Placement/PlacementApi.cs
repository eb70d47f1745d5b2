using System.Globalization;
using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Placement;

/// <summary>Placement: what is where and what is free. It knows nothing of dead hosts.</summary>
internal static class PlacementApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/placement", Version);
        var placement = app.MapGroup("/placement").AddEndpointFilter<PlacementGate>();
        placement.MapGet("/resource_providers", Providers);
        placement.MapGet("/resource_providers/{uuid}/inventories", Inventories);
        placement.MapGet("/resource_providers/{uuid}/usages", Usages);
        placement.MapGet("/resource_providers/{uuid}/allocations", Allocations);
        placement.MapGet("/resource_providers/{uuid}/traits", Traits);
        placement.MapGet("/resource_providers/{uuid}/aggregates", Aggregates);
        placement.MapGet("/allocation_candidates", Candidates);
        placement.Map("/{**path}", () => PlacementError.NotFound("The resource could not be found."));
    }

    static WireJson Version() => new(new JsonObject
    {
        ["versions"] = new JsonArray(new JsonObject
        {
            ["id"] = "v1.0",
            ["status"] = "CURRENT",
            ["min_version"] = "1.0",
            ["max_version"] = $"1.{PlacementGate.MaxMinor}",
            ["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["href"] = "" }),
        }),
    });

    static WireJson Providers(HttpContext http, CloudWorld world)
    {
        var found = ProviderFilter.Read(http.Request.Query, world).Apply(world);
        return new WireJson(new JsonObject
        {
            ["resource_providers"] = new JsonArray([.. found.Select(ProviderView.Of)]),
        });
    }

    static WireJson Inventories(CloudWorld world, string uuid)
    {
        var host = Find(world, uuid);
        return new WireJson(new JsonObject
        {
            ["inventories"] = ProviderView.Inventories(host),
            ["resource_provider_generation"] = host.Bookings.Generation,
        });
    }

    static WireJson Usages(CloudWorld world, string uuid)
    {
        var host = Find(world, uuid);
        return new WireJson(new JsonObject
        {
            ["usages"] = ProviderView.Amounts(host.Bookings.Used),
            ["resource_provider_generation"] = host.Bookings.Generation,
        });
    }

    static WireJson Allocations(CloudWorld world, string uuid)
    {
        var host = Find(world, uuid);
        return new WireJson(new JsonObject
        {
            ["allocations"] = new JsonObject(host.Bookings.ByConsumer.Select(b => KeyValuePair.Create(b.Key.ToString(),
                (JsonNode?)new JsonObject { ["resources"] = ProviderView.Amounts(b.Value) }))),
            ["resource_provider_generation"] = host.Bookings.Generation,
        });
    }

    static WireJson Traits(CloudWorld world, string uuid)
    {
        var host = Find(world, uuid);
        return new WireJson(new JsonObject
        {
            ["traits"] = ProviderView.Traits(host),
            ["resource_provider_generation"] = host.Bookings.Generation,
        });
    }

    static WireJson Aggregates(CloudWorld world, string uuid)
    {
        var host = Find(world, uuid);
        var aggregates = world.Aggregates.Where(a => a.Hosts.Contains(host.Name));
        return new WireJson(new JsonObject
        {
            ["aggregates"] = new JsonArray([.. aggregates.Select(a => JsonValue.Create(a.Uuid.ToString()))]),
            ["resource_provider_generation"] = host.Bookings.Generation,
        });
    }

    static WireJson Candidates(HttpContext http, CloudWorld world)
    {
        var query = http.Request.Query;
        if (!query.ContainsKey("resources"))
        {
            throw PlacementError.BadRequest("At least one request group (`resources` or `resources{$S}`) is required.");
        }

        var filter = ProviderFilter.Read(query, world);
        IEnumerable<ComputeHost> found = filter.Apply(world);
        if (query.TryGetValue("limit", out var text))
        {
            found = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
                ? found.Take(limit)
                : throw PlacementError.BadRequest(
                    $"Invalid query string parameters: '{text}' is not a positive limit.");
        }

        var hosts = found.ToList();
        return new WireJson(new JsonObject
        {
            ["allocation_requests"] =
                new JsonArray([.. hosts.Select(h => ProviderView.Request(h, filter.Resources!.Value))]),
            ["provider_summaries"] = new JsonObject(
                hosts.Select(h => KeyValuePair.Create(h.Id.ToString(), (JsonNode?)ProviderView.Summary(h)))),
        });
    }

    static ComputeHost Find(CloudWorld world, string uuid) =>
        world.Hosts.Values.FirstOrDefault(h => h.Id.ToString() == uuid)
        ?? throw PlacementError.NotFound($"No resource provider with uuid {uuid} found");
}

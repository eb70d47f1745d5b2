using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>A server's flavor: a link before 2.47, embedded and without an id since.</summary>
internal static class ServerFlavor
{
    public static JsonObject View(NovaCall call, Server server)
    {
        var flavor = server.Flavor;
        if (call.Minor < 47)
        {
            return new JsonObject
            {
                ["id"] = flavor.Name,
                ["links"] = new JsonArray(new JsonObject
                {
                    ["rel"] = "bookmark",
                    ["href"] = $"{call.BaseUrl}/compute/flavors/{flavor.Name}",
                }),
            };
        }

        return new JsonObject
        {
            ["vcpus"] = flavor.Vcpus,
            ["ram"] = flavor.RamMb,
            ["disk"] = flavor.DiskGb,
            ["ephemeral"] = flavor.EphemeralGb,
            ["swap"] = 0,
            ["original_name"] = flavor.Name,
            ["extra_specs"] = new JsonObject(
                flavor.ExtraSpecs.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)JsonValue.Create(s.Value)))),
        };
    }
}

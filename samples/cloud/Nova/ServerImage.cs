using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>The image every image-booted server has.</summary>
internal static class ServerImage
{
    static readonly string Id = CloudWorld.IdOf("image", "debian-12").ToString();

    public static JsonObject View(NovaCall call, Server server)
    {
        var view = new JsonObject
        {
            ["id"] = Id,
            ["links"] = new JsonArray(new JsonObject
            {
                ["rel"] = "bookmark",
                ["href"] = $"{call.BaseUrl}/compute/images/{Id}",
            }),
        };
        if (call.Minor >= 98)
        {
            view["properties"] = new JsonObject(
                server.ImageProperties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)JsonValue.Create(p.Value))));
        }

        return view;
    }
}

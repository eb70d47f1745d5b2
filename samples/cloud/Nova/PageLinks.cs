using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>The link to the next page: the same query with the last id as marker.</summary>
internal static class PageLinks
{
    public static JsonArray Next(NovaCall call, CloudWorld world, string path, Guid last)
    {
        var query = QueryString.Create(call.Http.Request.Query.Where(p => p.Key != "marker")
            .SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v))))
            .Add("marker", last.ToString());
        var root = world.Options.LinksNameAnotherHost ? "http://controller-1:8774/v2.1"
            : call.BaseUrl + "/compute/v2.1";
        return [new JsonObject { ["rel"] = "next", ["href"] = $"{root}/{path}{query}" }];
    }
}

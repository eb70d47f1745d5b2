using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Lists of servers and single ones.</summary>
internal static class ServerEndpoints
{
    public static void Map(RouteGroupBuilder nova)
    {
        nova.MapGet("/servers", (NovaCall call, CloudWorld world) => List(call, world, "servers"));
        nova.MapGet("/servers/detail", (NovaCall call, CloudWorld world) => List(call, world, "servers/detail"));
        nova.MapGet("/servers/{id}", Show);
    }

    /// <summary>The server, if it exists and the caller may see it.</summary>
    public static Server Find(NovaCall call, CloudWorld world, string id) =>
        Guid.TryParseExact(id, "D", out var uuid) && world.Servers.TryGetValue(uuid, out var server)
        && (call.IsAdmin || server.ProjectId == call.Token.ProjectId)
            ? server
            : throw NovaFault.NotFound($"Instance {id} could not be found.");

    static WireJson List(NovaCall call, CloudWorld world, string path)
    {
        var query = ServerQuery.Read(call, world);
        var page = query.Page(world);
        var answer = new JsonObject
        {
            ["servers"] = new JsonArray([.. page.Select(server => path is "servers"
                ? ServerView.Brief(call, server)
                : ServerView.Detail(call, world, server))]),
        };
        if (page.Count > 0 && page.Count == query.Limit)
        {
            answer["servers_links"] = PageLinks.Next(call, world, path, page[^1].Id);
        }

        return new WireJson(answer);
    }

    static WireJson Show(NovaCall call, CloudWorld world, string id) =>
        new(new JsonObject { ["server"] = ServerView.Shown(call, world, Find(call, world, id)) });
}

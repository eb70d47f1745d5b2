using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Metadata of a server: strings of at most 255 characters, at most 128 items (Nova's
/// default quota).</summary>
internal static class MetadataEndpoints
{
    const int ItemsMax = 128;

    public static void Map(RouteGroupBuilder nova)
    {
        nova.MapGet("/servers/{id}/metadata", All);
        nova.MapPost("/servers/{id}/metadata", Merge);
        nova.MapPut("/servers/{id}/metadata", Replace);
        nova.MapGet("/servers/{id}/metadata/{key}", One);
        nova.MapPut("/servers/{id}/metadata/{key}", PutOne);
        nova.MapDelete("/servers/{id}/metadata/{key}", Delete);
    }

    public static JsonObject View(Server server) =>
        new(server.Metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)JsonValue.Create(m.Value))));

    static WireJson All(NovaCall call, CloudWorld world, string id) =>
        new(new JsonObject { ["metadata"] = View(ServerEndpoints.Find(call, world, id)) });

    static WireJson Merge(NovaCall call, CloudWorld world, string id)
    {
        var server = Changeable(call, world, id);
        var items = Items(call, "metadata");
        Store(world, server, [.. server.Metadata.Where(m => !items.ContainsKey(m.Key)), .. items]);
        return All(call, world, id);
    }

    static WireJson Replace(NovaCall call, CloudWorld world, string id)
    {
        var server = Changeable(call, world, id);
        Store(world, server, [.. Items(call, "metadata")]);
        return All(call, world, id);
    }

    static WireJson One(NovaCall call, CloudWorld world, string id, string key)
    {
        var server = ServerEndpoints.Find(call, world, id);
        return server.Metadata.TryGetValue(key, out var value)
            ? new WireJson(new JsonObject { ["meta"] = new JsonObject { [key] = value } })
            : throw NovaFault.NotFound("Metadata item was not found");
    }

    static WireJson PutOne(NovaCall call, CloudWorld world, string id, string key)
    {
        var server = Changeable(call, world, id);
        var items = Items(call, "meta");
        if (items.Count != 1 || !items.ContainsKey(key))
        {
            throw NovaFault.BadRequest("Request body and URI mismatch");
        }

        Store(world, server, [.. server.Metadata.Where(m => m.Key != key), .. items]);
        return One(call, world, id, key);
    }

    static WireJson Delete(NovaCall call, CloudWorld world, string id, string key)
    {
        var server = Changeable(call, world, id);
        if (!server.Metadata.Remove(key))
        {
            throw NovaFault.NotFound("Metadata item was not found");
        }

        server.Updated = world.Now;
        return WireJson.Empty(StatusCodes.Status204NoContent);
    }

    static Server Changeable(NovaCall call, CloudWorld world, string id)
    {
        var server = ServerEndpoints.Find(call, world, id);
        ServerActions.RequireUnlocked(call, server);
        return server;
    }

    static Dictionary<string, string> Items(NovaCall call, string name)
    {
        Schema.OnlyKeys(call.Body, null, name);
        if (call.Body[name] is not JsonObject given)
        {
            throw NovaFault.BadRequest($"'{name}' is a required property");
        }

        return given.ToDictionary(p => p.Key, p => p.Value is JsonValue value && value.TryGetValue<string>(out var text)
            && text.Length <= 255 && p.Key.Length is > 0 and <= 255
                ? text
                : throw Schema.Invalid(p.Key, p.Value, $"{PythonText.Repr(p.Value)} is not of type 'string'"));
    }

    static void Store(CloudWorld world, Server server, List<KeyValuePair<string, string>> items)
    {
        if (items.Count > ItemsMax)
        {
            throw new NovaFault(StatusCodes.Status403Forbidden, "Maximum number of metadata items exceeds 128");
        }

        server.Metadata = new SortedDictionary<string, string>(items.ToDictionary(), StringComparer.Ordinal);
        server.Updated = world.Now;
    }
}

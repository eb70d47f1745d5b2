using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>What was asked of a server, newest first.</summary>
internal static class InstanceActionEndpoints
{
    public static void Map(RouteGroupBuilder nova)
    {
        nova.MapGet("/servers/{id}/os-instance-actions", List);
        nova.MapGet("/servers/{id}/os-instance-actions/{requestId}", Show);
    }

    static WireJson List(NovaCall call, CloudWorld world, string id)
    {
        var server = ServerEndpoints.Find(call, world, id);
        return new WireJson(new JsonObject
        {
            ["instanceActions"] = new JsonArray([.. server.Actions.Select(a => View(call, server, a))]),
        });
    }

    static WireJson Show(NovaCall call, CloudWorld world, string id, string requestId)
    {
        var server = ServerEndpoints.Find(call, world, id);
        var action = server.Actions.FirstOrDefault(a => a.RequestId == requestId)
            ?? throw NovaFault.NotFound($"Action for request_id {requestId} on instance {id} not found");
        var view = View(call, server, action);
        if (call.IsAdmin || call.Minor >= 51)
        {
            view["events"] = new JsonArray([.. action.Events.Select(e => EventView(call, e))]);
        }

        return new WireJson(new JsonObject { ["instanceAction"] = view });
    }

    static JsonObject View(NovaCall call, Server server, InstanceAction action)
    {
        var view = new JsonObject
        {
            ["action"] = action.Name,
            ["instance_uuid"] = server.Id.ToString(),
            ["request_id"] = action.RequestId,
            ["user_id"] = action.UserId,
            ["project_id"] = action.ProjectId,
            ["start_time"] = WireTime.Naive(action.Start),
            ["message"] = action.Message,
        };
        if (call.Minor >= 58)
        {
            view["updated_at"] = WireTime.Naive(action.Updated);
        }

        return view;
    }

    static JsonObject EventView(NovaCall call, ActionEvent part)
    {
        var view = new JsonObject
        {
            ["event"] = part.Name,
            ["start_time"] = WireTime.Naive(part.Start),
            ["finish_time"] = WireTime.NaiveOrNull(part.Finish),
            ["result"] = part.Result,
        };
        if (call.IsAdmin)
        {
            view["traceback"] = null;
        }

        if (call is { IsAdmin: true, Minor: >= 62 })
        {
            view["host"] = part.Host;
        }

        if (call.Minor >= 84)
        {
            view["details"] = part.Details;
        }

        return view;
    }
}

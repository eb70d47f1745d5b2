using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Actions that change Nova's record only: resetState, lock, unlock.</summary>
internal static class AdminActions
{
    public static IResult ResetState(ActionRequest request)
    {
        request.Call.RequireAdmin("os_compute_api:os-admin-actions:reset_state");
        var content = Schema.Object(request.Call.Body, request.Name, "state");
        Schema.Required(content, request.Name, "state");
        var state = content["state"]?.ToString();
        if (state is not ("active" or "error"))
        {
            throw Schema.Invalid("state", content["state"],
                $"{PythonText.Repr(content["state"])} is not one of ['active', 'error']");
        }

        var server = request.Find();
        server.VmState = state;
        server.TaskState = null;
        server.Updated = request.World.Now;
        server.Fault = state == "active" ? null : server.Fault;
        Done(request, server, "resetState");
        return ActionRequest.Accepted;
    }

    public static IResult Lock(ActionRequest request)
    {
        string? reason = null;
        if (request.Content is not null)
        {
            var content = request.Call.Minor >= 73
                ? Schema.Object(request.Call.Body, "lock", "locked_reason")
                : throw Schema.Invalid("lock", request.Content,
                    $"{PythonText.Repr(request.Content)} is not of type 'null'");
            reason = Reason(content);
        }

        var server = request.Find();
        CloudWorld.Lock(server, reason);
        Done(request, server, "lock");
        return ActionRequest.Accepted;
    }

    static string? Reason(JsonObject content)
    {
        if (!content.TryGetPropertyValue("locked_reason", out var node))
        {
            return null;
        }

        if (node is not JsonValue value || !value.TryGetValue<string>(out var text))
        {
            throw Schema.Invalid("locked_reason", node, $"{PythonText.Repr(node)} is not of type 'string'");
        }

        return text.Length switch
        {
            0 => throw Schema.Invalid("locked_reason", node, $"{PythonText.Repr(node)} is too short"),
            > 255 => throw Schema.Invalid("locked_reason", node, $"{PythonText.Repr(node)} is too long"),
            _ => text,
        };
    }

    public static IResult Unlock(ActionRequest request)
    {
        var server = request.FindWithoutContent();
        ServerActions.RequireUnlocked(request.Call, server);
        server.Locked = false;
        server.LockedReason = null;
        Done(request, server, "unlock");
        return ActionRequest.Accepted;
    }

    static void Done(ActionRequest request, Server server, string name) =>
        request.Record(server, name, $"api_{name}", null).End(success: true, request.World.Now);
}

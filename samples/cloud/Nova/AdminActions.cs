using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Actions that change Nova's record only: resetState, lock, unlock.</summary>
internal static class AdminActions
{
    public static IResult ResetState(ActionRequest request)
    {
        request.Call.RequireAdmin("os_compute_api:os-admin-actions:reset_state");
        var content = Schema.Object(request.Call.Body, request.Name, "state");
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
            reason = content["locked_reason"]?.ToString();
        }

        var server = request.Find();
        server.Locked = true;
        server.LockedReason = reason;
        Done(request, server, "lock");
        return ActionRequest.Accepted;
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

using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary><c>POST /servers/{id}/action</c>: one key names the action.</summary>
internal static class ServerActions
{
    public static void Map(RouteGroupBuilder nova) => nova.MapPost("/servers/{id}/action", Act);

    static IResult Act(NovaCall call, CloudWorld world, string id)
    {
        if (call.Body.Count != 1)
        {
            throw NovaFault.BadRequest("There is no such action: " + string.Join(", ", call.Body.Select(p => p.Key)));
        }

        var (name, content) = call.Body.Single();
        var request = new ActionRequest(call, world, id, name, content);
        return name switch
        {
            "evacuate" => Evacuate.Run(request),
            "os-migrateLive" => LiveMigrate.Run(request),
            "migrate" => ColdMigrate.Run(request),
            "confirmResize" => ColdMigrate.Confirm(request),
            "os-stop" => GuestActions.Stop(request),
            "os-start" => GuestActions.Start(request),
            "reboot" => GuestActions.Reboot(request),
            "os-resetState" => AdminActions.ResetState(request),
            "lock" => AdminActions.Lock(request),
            "unlock" => AdminActions.Unlock(request),
            _ => throw NovaFault.BadRequest($"There is no such action: {name}"),
        };
    }

    /// <summary>Locks hold only ordinary users back; admins pass.</summary>
    public static void RequireUnlocked(NovaCall call, Server server)
    {
        if (server.Locked && !call.IsAdmin)
        {
            throw NovaFault.Conflict($"Instance {server.Id} is locked");
        }
    }
}

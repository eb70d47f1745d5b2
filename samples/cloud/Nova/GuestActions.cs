using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Stop, start and reboot: messages to nova-compute. A dead one never takes them, and the task hangs for ever.
/// </summary>
internal static class GuestActions
{
    /// <summary>A hard reboot goes over these: what hangs in one of them is got out of it so.</summary>
    static readonly string[] MayBeRebooted =
    [
        "rebooting", "reboot_pending", "reboot_started", "rebooting_hard", "reboot_pending_hard", "reboot_started_hard",
        "resuming", "unpausing", "pausing", "suspending",
    ];

    public static IResult Stop(ActionRequest request)
    {
        var server = Ready(request, request.FindWithoutContent(), "stop", "active", "error");
        ActionRequest.RequireNoTask(server, "stop");
        request.World.WantRunning(server, wanted: false);
        return Do(request, server, "powering-off", "stop", running: false);
    }

    public static IResult Start(ActionRequest request)
    {
        var server = Ready(request, request.FindWithoutContent(), "start", "stopped");
        ActionRequest.RequireNoTask(server, "start");
        request.World.WantRunning(server, wanted: true);
        return Do(request, server, "powering-on", "start", running: true);
    }

    public static IResult Reboot(ActionRequest request)
    {
        var content = Schema.Object(request.Call.Body, "reboot", "type");
        var hard = content["type"]?.ToString().ToUpperInvariant() switch
        {
            "HARD" => true,
            "SOFT" => false,
            _ => throw Schema.Invalid("type", content["type"],
                $"{PythonText.Repr(content["type"])} is not one of ['HARD', 'Hard', 'hard', 'SOFT', 'Soft', 'soft']"),
        };
        var server = request.Find();
        if (hard)
        {
            Ready(request, server, "reboot", "active", "stopped", "paused", "suspended", "error");
            ActionRequest.RequireNoTask(server, "reboot", MayBeRebooted);
        }
        else
        {
            Ready(request, server, "reboot", "active");
            ActionRequest.RequireNoTask(server, "reboot");
        }

        request.World.WantRunning(server, wanted: true);
        return Do(request, server, hard ? "rebooting_hard" : "rebooting", "reboot", running: true);
    }

    static Server Ready(ActionRequest request, Server server, string method, params ReadOnlySpan<string> vmStates)
    {
        ServerActions.RequireUnlocked(request.Call, server);
        ActionRequest.RequireVmState(server, method, vmStates);
        return server;
    }

    static WireJson Do(ActionRequest request, Server server, string task, string name, bool running)
    {
        var world = request.World;
        var (host, mark) = (server.Host, request.Call.Mark);
        var action = request.Record(server, name, $"compute_{name}_instance", host.Name);
        server.TaskState = task;
        server.Updated = world.Now;
        world.After(world.Options.GuestActionTime, () =>
        {
            if (server.TaskState != task || server.Host != host || !host.CanHandleGuests)
            {
                return;
            }

            server.TaskState = null;
            server.VmState = running ? "active" : "stopped";
            server.PowerState = running ? PowerState.Running : PowerState.Shutdown;
            server.Updated = world.Now;
            world.SetGuest(host, server, running);
            action.End(success: true, world.Now);
            world.Audit.Add(world.Now, running ? AuditKind.InstanceStarted : AuditKind.InstanceStopped, host, server,
                $"{name} of {server} on {host} done", mark);
        });
        return ActionRequest.Accepted;
    }
}

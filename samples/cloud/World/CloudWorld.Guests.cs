namespace PolicyHa.Samples.Cloud.World;

internal sealed partial class CloudWorld
{
    /// <summary>The one place where a copy of an instance starts or stops running; it sees every double run.</summary>
    public void SetGuest(ComputeHost host, Server server, bool running)
    {
        host.Guests[server] = running;
        server.Crashed &= !running;
        if (!running)
        {
            server.RunningOn.Remove(host);
        }
        else if (server.RunningOn.Add(host) && server.RunningOn.Count > 1)
        {
            var places = string.Join(" and ", server.RunningOn.Select(h => h.Name).Order(StringComparer.Ordinal));
            Audit.Add(Now, AuditKind.RunsOnTwoHosts, host, server, $"{server} runs on {places}");
        }

        server.NowhereSince = server.RunningOn.Count > 0 || !server.WantedRunning ? null : server.NowhereSince ?? Now;
    }

    /// <summary>The hypervisor forgets its copy.</summary>
    public void RemoveGuest(ComputeHost host, Server server)
    {
        SetGuest(host, server, running: false);
        host.Guests.Remove(server);
    }

    public void WantRunning(Server server, bool wanted)
    {
        server.WantedRunning = wanted;
        server.NowhereSince = !wanted || server.RunningOn.Count > 0 ? null : server.NowhereSince ?? Now;
    }

    /// <summary>A guest's process dies; its hypervisor tells Nova, which then calls the server stopped.</summary>
    public void CrashInstance(Server server)
    {
        if (!server.RunningOn.Contains(server.Host))
        {
            throw new InvalidOperationException($"{server} does not run on {server.Host}: it cannot crash.");
        }

        SetGuest(server.Host, server, running: false);
        server.Crashed = true;
        Audit.Add(Now, AuditKind.InstanceCrashed, server.Host, server, $"{server} crashed on {server.Host}");
        After(Options.GuestActionTime, () => SyncPowerState(server.Host, server));
    }

    public static void Lock(Server server, string? reason) => (server.Locked, server.LockedReason) = (true, reason);

    /// <summary>Nova's record says something else from now on, whatever is so; null: as it was.</summary>
    public void SetState(Server server, string? vm, string? task)
    {
        server.VmState = vm ?? server.VmState;
        server.TaskState = task ?? server.TaskState;
        server.Updated = Now;
    }

    /// <summary>Nova's power state sync: a guest found off makes an active server stopped.</summary>
    void SyncPowerState(ComputeHost host, Server server)
    {
        if (!host.CanHandleGuests || server.Host != host || server.TaskState is not null || server.VmState != "active"
            || server.RunningOn.Contains(host))
        {
            return;
        }

        server.VmState = "stopped";
        server.PowerState = PowerState.Shutdown;
        server.Updated = Now;
    }
}

namespace PolicyHa.Samples.Cloud.World;

internal sealed partial class CloudWorld
{
    /// <summary>nova-compute reports each 10 s (Nova's <c>report_interval</c>), oftener when services go
    /// down sooner.</summary>
    TimeSpan HeartbeatInterval => Options.ServiceDownTime / 6;

    public DateTimeOffset LastHeartbeat(ComputeHost host) => host.Service.BeatsSince is { } since
        ? Now - TimeSpan.FromTicks((Now - since).Ticks % HeartbeatInterval.Ticks)
        : host.Service.LastBeat;

    /// <summary>What Nova believes, which lags behind the truth by up to the service down time.</summary>
    public bool CountsAsUp(ComputeHost host) =>
        !host.Service.ForcedDown && Now - LastHeartbeat(host) <= Options.ServiceDownTime;

    void NoteHeartbeats(ComputeHost host)
    {
        if (host.ComputeAnswers)
        {
            host.Service.BeatsSince ??= Now;
        }
        else if (host.Service.BeatsSince is not null)
        {
            host.Service.LastBeat = LastHeartbeat(host);
            host.Service.BeatsSince = null;
        }
    }

    /// <summary>What nova-compute does when it starts: throws away the copies that were evacuated meanwhile, with their
    /// bookings, and tells Nova which of the remaining guests do not run.</summary>
    void ComputeStarted(ComputeHost host)
    {
        host.Service.HiddenFromScheduler = host.Service.Disabled;
        foreach (var migration in Migrations.Where(m => m.Source == host && m.Type == Migration.TypeEvacuation
            && m.Status is "accepted" or "pre-migrating" or "done"))
        {
            CleanEvacuated(host, migration);
        }

        foreach (var server in host.ServersByRecord.ToList())
        {
            if (server.TaskState is "powering-off")
            {
                server.TaskState = null;
                SetGuest(host, server, running: false);
            }

            SyncPowerState(host, server);
        }
    }

    void CleanEvacuated(ComputeHost host, Migration migration)
    {
        var server = migration.Server;
        var underWay = server.Evacuation == migration;
        if ((underWay || server.Host != host) && host.Guests.ContainsKey(server))
        {
            RemoveGuest(host, server);
            Audit.Add(Now, AuditKind.EvacuatedCopyCleaned, host, server, $"{host} threw its old copy of {server} away");
        }

        if (underWay)
        {
            return;
        }

        if (server.Host != host)
        {
            host.Bookings.Release(server);
        }

        migration.Become("completed", Now);
    }
}

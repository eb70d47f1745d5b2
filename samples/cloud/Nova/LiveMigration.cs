using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>A live migration under way: both hosts must be able to the end; when not, the server stays where
/// it was.</summary>
internal sealed class LiveMigration(
    CloudWorld world, Server server, Migration migration, InstanceAction action, CallerMark mark)
{
    public void Start(ComputeHost? wanted)
    {
        world.Audit.Add(world.Now, AuditKind.LiveMigrationAccepted, server.Host, server,
            $"live migration of {server} from {server.Host} accepted", mark);
        var destination = server.Host.CanHandleGuests ? Scheduler.Pick(world, server, wanted) : null;
        if (destination is null)
        {
            End("error", "no host can take it, or its own does not answer");
            return;
        }

        server.TaskState = "migrating";
        migration.Destination = destination;
        migration.Become("preparing", world.Now);
        destination.Bookings.Book(server);
        world.After(world.Options.MigrateTime / 10, Run);
    }

    /// <summary>Abort by <c>DELETE /servers/{id}/migrations/{id}</c>.</summary>
    public static void Abort(CloudWorld world, Migration migration)
    {
        migration.Destination!.Bookings.Release(migration.Server);
        migration.Server.TaskState = null;
        migration.Become("cancelled", world.Now);
    }

    void Run()
    {
        if (migration.Status == "preparing")
        {
            migration.Become("running", world.Now);
            world.After(world.Options.MigrateTime * 0.9, Finish);
        }
    }

    void Finish()
    {
        if (migration.Status != "running")
        {
            action.End(success: false, world.Now);
            return;
        }

        var (source, destination) = (server.Host, migration.Destination!);
        if (!source.CanHandleGuests || !destination.CanHandleGuests || !server.RunningOn.Contains(source))
        {
            destination.Bookings.Release(server);
            End("failed", "a host or the guest went away");
            return;
        }

        world.RemoveGuest(source, server);
        source.Bookings.Release(server);
        world.Relocate(server, destination);
        world.SetGuest(destination, server, running: true);
        server.TaskState = null;
        migration.Become("completed", world.Now);
        action.End(success: true, world.Now);
        world.Audit.Add(world.Now, AuditKind.LiveMigrationDone, destination, server,
            $"{server} live-migrated from {source} to {destination}", mark);
    }

    void End(string status, string why)
    {
        server.TaskState = null;
        migration.Become(status, world.Now);
        action.End(success: false, world.Now, why);
        world.Audit.Add(world.Now, AuditKind.LiveMigrationFailed, server.Host, server,
            $"live migration of {server} failed: {why}", mark);
    }
}

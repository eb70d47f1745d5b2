using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>An accepted evacuation, from the scheduler to the new host. Nova does not look whether another one of the
/// same server is under way; when it is, the two ruin each other, as seen on a real cloud.</summary>
internal sealed class Evacuation(ActionRequest request, Server server, ComputeHost? wanted, bool forced)
{
    readonly CloudWorld world = request.World;
    readonly CallerMark mark = request.Call.Mark;
    readonly string vmStateBefore = server.VmState;
    readonly bool endsStopped = request.Call.Minor >= 95;
    Migration migration = null!;
    InstanceAction action = null!;

    public void Accept()
    {
        migration = request.NewMigration(server, Migration.TypeEvacuation);
        action = request.Record(server, "evacuate", "rebuild_server", null);
        Note(AuditKind.EvacuationAccepted, $"evacuation of {server} from {server.Host} accepted");
        if (server.Host.PowerOn)
        {
            Note(AuditKind.EvacuationBeforePowerOff, $"evacuation of {server} accepted while {server.Host} has power");
        }

        var rival = server.Evacuation;
        server.TaskState = "rebuilding";
        server.Updated = world.Now;
        server.Evacuation = migration;
        if (rival is not null)
        {
            Collide(rival);
            return;
        }

        world.After(world.Options.EvacuateTime / 10, Schedule);
    }

    /// <summary>Two evacuations of one server: both fail, and it is stuck in REBUILD until a third one
    /// heals it.</summary>
    void Collide(Migration rival)
    {
        Note(AuditKind.DoubleEvacuation, $"a second evacuation of {server} accepted while the first is under way");
        rival.Destination?.Bookings.Release(server);
        rival.Become("failed", world.Now);
        migration.Become("failed", world.Now);
        server.Evacuation = null;
        server.VmState = "error";
        server.Fault = new ServerFault(500, "Build of instance aborted: rebuilt twice at once", world.Now);
        action.End(success: false, world.Now);
    }

    void Schedule()
    {
        if (server.Evacuation != migration)
        {
            action.End(success: false, world.Now);
            return;
        }

        var destination = forced ? wanted : Scheduler.Pick(world, server, wanted);
        if (destination is null)
        {
            Fail("error", Scheduler.NoValidHost);
            return;
        }

        migration.Destination = destination;
        migration.Become("pre-migrating", world.Now);
        destination.Bookings.Book(server);
        action.Begin("compute_rebuild_instance", destination.Name, world.Now);
        world.After(world.Options.EvacuateTime * 0.9, Finish);
    }

    void Finish()
    {
        if (server.Evacuation != migration)
        {
            action.End(success: false, world.Now);
            return;
        }

        var (source, destination) = (server.Host, migration.Destination!);
        if (!destination.CanHandleGuests)
        {
            destination.Bookings.Release(server);
            Fail("failed", $"Host {destination} did not rebuild the instance");
            return;
        }

        world.Relocate(server, destination);
        migration.Become("done", world.Now);
        server.Evacuation = null;
        server.TaskState = null;
        server.Fault = null;
        if (!world.Options.SharedStorage && !server.VolumeBooted)
        {
            Note(AuditKind.LocalDataLost, $"the disk of {server} was built anew from its image on {destination}");
        }

        var runs = vmStateBefore is "error" || (vmStateBefore is "active" && !endsStopped);
        server.VmState = runs ? "active" : "stopped";
        server.PowerState = runs ? PowerState.Running : PowerState.Shutdown;
        world.SetGuest(destination, server, runs);
        action.End(success: true, world.Now);
        world.Audit.Add(world.Now, AuditKind.EvacuationDone, destination, server,
            $"{server} evacuated from {source} to {destination}, {(runs ? "running" : "stopped")}", mark);
    }

    void Fail(string status, string why)
    {
        migration.Become(status, world.Now);
        server.Evacuation = null;
        server.TaskState = null;
        server.VmState = "error";
        server.Updated = world.Now;
        server.Fault = new ServerFault(500, why, world.Now);
        action.End(success: false, world.Now, why);
        Note(AuditKind.EvacuationFailed, $"evacuation of {server} failed: {why}");
    }

    void Note(AuditKind kind, string text) => world.Audit.Add(world.Now, kind, migration.Source, server, text, mark);
}

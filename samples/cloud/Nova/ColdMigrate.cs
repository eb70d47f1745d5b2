using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>The migrate action and its confirmation: off here, on there, VERIFY_RESIZE in between.</summary>
internal static class ColdMigrate
{
    public static IResult Run(ActionRequest request)
    {
        var (call, world) = (request.Call, request.World);
        call.RequireAdmin("os_compute_api:os-migrate-server:migrate");
        var hostName = Read(request);
        var server = request.Find();
        ActionRequest.RequireVmState(server, "migrate", "active", "stopped");
        ActionRequest.RequireNoTask(server, "migrate");
        ComputeHost? wanted = null;
        if (hostName is not null && !world.Hosts.TryGetValue(hostName, out wanted))
        {
            throw NovaFault.BadRequest($"Compute host {hostName} could not be found.");
        }

        if (!world.CountsAsUp(server.Host))
        {
            throw NovaFault.Conflict("Service is unavailable at this time.");
        }

        var destination = Scheduler.Pick(world, server, wanted) ?? throw NovaFault.BadRequest(Scheduler.NoValidHost);
        var migration = request.NewMigration(server, Migration.TypeCold);
        migration.Destination = destination;
        migration.Become("migrating", world.Now);
        destination.Bookings.Book(server);
        server.TaskState = "resize_migrating";
        var action = request.Record(server, "migrate", "cold_migrate", server.Host.Name);
        world.Audit.Add(world.Now, AuditKind.ColdMigrationAccepted, server.Host, server,
            $"cold migration of {server} from {server.Host} accepted", call.Mark);
        world.After(world.Options.MigrateTime, () => Finish(world, server, migration, action));
        return ActionRequest.Accepted;
    }

    public static IResult Confirm(ActionRequest request)
    {
        var (world, server) = (request.World, request.FindWithoutContent());
        ServerActions.RequireUnlocked(request.Call, server);
        ActionRequest.RequireVmState(server, "confirm_resize", "resized");
        var migration = server.Resize ?? throw NovaFault.BadRequest("Instance has not been resized.");
        world.RemoveGuest(migration.Source, server);
        migration.Source.Bookings.Release(server);
        migration.Become("confirmed", world.Now);
        server.Resize = null;
        server.VmState = migration.FormerVmState;
        server.Updated = world.Now;
        request.Record(server, "confirmResize", "compute_confirm_resize", server.Host.Name)
            .End(success: true, world.Now);
        return WireJson.Empty(StatusCodes.Status204NoContent);
    }

    static string? Read(ActionRequest request)
    {
        if (request.Content is null)
        {
            return null;
        }

        if (request.Call.Minor < 56)
        {
            throw Schema.Invalid("migrate", request.Content,
                $"{PythonText.Repr(request.Content)} is not of type 'null'");
        }

        var content = Schema.Object(request.Call.Body, "migrate", "host");
        Schema.Required(content, "migrate", "host");
        return Schema.Host(content, "migrate", nullable: true);
    }

    static void Finish(CloudWorld world, Server server, Migration migration, InstanceAction action)
    {
        var (source, destination) = (migration.Source, migration.Destination!);
        server.TaskState = null;
        server.Updated = world.Now;
        if (!source.CanHandleGuests || !destination.CanHandleGuests)
        {
            destination.Bookings.Release(server);
            migration.Become("error", world.Now);
            server.VmState = "error";
            server.Fault = new ServerFault(500, "Service is unavailable at this time.", world.Now);
            action.End(success: false, world.Now);
            return;
        }

        var runs = migration.FormerVmState == "active";
        world.SetGuest(source, server, running: false);
        world.Relocate(server, destination);
        world.SetGuest(destination, server, runs);
        server.VmState = "resized";
        server.Resize = migration;
        migration.Become("finished", world.Now);
        action.End(success: true, world.Now);
        world.Audit.Add(world.Now, AuditKind.ColdMigrationDone, destination, server,
            $"{server} cold-migrated from {source} to {destination}");
    }
}

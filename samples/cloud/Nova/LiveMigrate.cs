using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>The os-migrateLive action. Since 2.34 the answer is 202 whatever comes of it: only the
/// migration tells.</summary>
internal static class LiveMigrate
{
    public static IResult Run(ActionRequest request)
    {
        var call = request.Call;
        call.RequireAdmin("os_compute_api:os-migrate-server:migrate_live");
        var hostName = Read(request);
        var (world, server) = (request.World, request.Find());
        ActionRequest.RequireVmState(server, "live migrate", "active", "paused");
        ActionRequest.RequireNoTask(server, "live migrate");
        ComputeHost? target = null;
        if (hostName is not null && !world.Hosts.TryGetValue(hostName, out target))
        {
            throw NovaFault.BadRequest($"Compute host {hostName} could not be found.");
        }

        if (call.Minor < 34 && !world.CountsAsUp(server.Host))
        {
            throw NovaFault.BadRequest($"Compute service of {server.Host} is unavailable at this time.");
        }

        var migration = request.NewMigration(server, Migration.TypeLive);
        var action = request.Record(server, "live-migration", "conductor_live_migrate_instance", null);
        new LiveMigration(world, server, migration, action, call.Mark).Start(target);
        return ActionRequest.Accepted;
    }

    static string? Read(ActionRequest request)
    {
        var minor = request.Call.Minor;
        string[] allowed = minor switch
        {
            < 25 => ["host", "block_migration", "disk_over_commit"],
            < 30 => ["host", "block_migration"],
            < 68 => ["host", "block_migration", "force"],
            _ => ["host", "block_migration"],
        };
        var content = Schema.Object(request.Call.Body, request.Name, allowed);
        Schema.Required(content, request.Name, "block_migration", "host");
        if (minor < 25 || !IsAuto(content["block_migration"]))
        {
            Schema.Flag(content, "os-migrateLive.", "block_migration");
        }

        return Schema.Host(content, request.Name, nullable: true);
    }

    static bool IsAuto(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text == "auto";
}

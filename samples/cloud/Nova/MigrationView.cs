using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>A migration as Nova writes it.</summary>
internal static class MigrationView
{
    public static JsonObject Of(NovaCall call, Migration migration)
    {
        var view = Common(migration);
        view["instance_uuid"] = migration.Server.Id.ToString();
        view["old_instance_type_id"] = null;
        view["new_instance_type_id"] = null;
        if (call.Minor >= 23)
        {
            view["migration_type"] = migration.Type;
        }

        if (call.Minor >= 59)
        {
            view["uuid"] = migration.Uuid.ToString();
        }

        AddWho(view, call, migration);
        return view;
    }

    /// <summary>As in <c>/servers/{id}/migrations</c>, with the progress of the copy.</summary>
    public static JsonObject OfLive(NovaCall call, Migration migration)
    {
        const long MiB = 1_048_576;
        var view = Common(migration);
        var total = migration.Server.Flavor.RamMb * MiB;
        view["server_uuid"] = migration.Server.Id.ToString();
        view["memory_total_bytes"] = total;
        view["memory_processed_bytes"] = migration.Status == "running" ? total / 2 : 0;
        view["memory_remaining_bytes"] = migration.Status == "running" ? total / 2 : total;
        view["disk_total_bytes"] = 0;
        view["disk_processed_bytes"] = 0;
        view["disk_remaining_bytes"] = 0;
        if (call.Minor >= 59)
        {
            view["uuid"] = migration.Uuid.ToString();
        }

        AddWho(view, call, migration);
        return view;
    }

    static JsonObject Common(Migration migration) => new()
    {
        ["id"] = migration.Id,
        ["source_compute"] = migration.Source.Name,
        ["source_node"] = migration.Source.Name,
        ["dest_compute"] = migration.Destination?.Name,
        ["dest_node"] = migration.Destination?.Name,
        ["dest_host"] = migration.Destination is { } to ? HypervisorEndpoints.Address(to) : null,
        ["status"] = migration.Status,
        ["created_at"] = WireTime.Naive(migration.Created),
        ["updated_at"] = WireTime.NaiveOrNull(migration.Updated),
    };

    static void AddWho(JsonObject view, NovaCall call, Migration migration)
    {
        if (call.Minor >= 80)
        {
            view["user_id"] = migration.UserId;
            view["project_id"] = migration.ProjectId;
        }
    }
}

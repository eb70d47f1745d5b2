using System.Globalization;
using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>os-migrations, and the live migrations of one server that are under way.</summary>
internal static class MigrationEndpoints
{
    public static void Map(RouteGroupBuilder nova)
    {
        nova.MapGet("/os-migrations", List);
        nova.MapGet("/servers/{id}/migrations", InProgress);
        nova.MapGet("/servers/{id}/migrations/{number:int}", Show);
        nova.MapDelete("/servers/{id}/migrations/{number:int}", Abort);
        nova.MapPost("/servers/{id}/migrations/{number:int}/action", ForceComplete);
    }

    static WireJson List(NovaCall call, CloudWorld world)
    {
        call.RequireAdmin("os_compute_api:os-migrations:index");
        QueryRules.RefuseUnknown(call, "host", "source_compute", "instance_uuid", "status", "migration_type", "hidden",
            "changes-since", "changes-before", "limit", "marker", "user_id", "project_id");
        var found = Filter(call, world).Reverse().ToList();
        var limit = QueryRules.Limit(call, world.Options.MaxLimit);
        if (call.Minor >= 59 && call.Query("marker") is { } marker)
        {
            var at = found.FindIndex(m => m.Uuid.ToString() == marker);
            found = at >= 0 || world.Migrations.Any(m => m.Uuid.ToString() == marker)
                ? found[(at + 1)..]
                : throw NovaFault.BadRequest($"Marker {marker} could not be found.");
        }

        var page = found.Count <= limit || call.Minor < 59 ? found : found[..limit];
        var answer = new JsonObject
        {
            ["migrations"] = new JsonArray([.. page.Select(m => MigrationView.Of(call, m))]),
        };
        if (call.Minor >= 59 && page.Count > 0 && page.Count == limit)
        {
            answer["migrations_links"] = PageLinks.Next(call, world, "os-migrations", page[^1].Uuid);
        }

        return new WireJson(answer);
    }

    static IEnumerable<Migration> Filter(NovaCall call, CloudWorld world)
    {
        var (host, source, instance) = (call.Query("host"), call.Query("source_compute"), call.Query("instance_uuid"));
        var (status, type) = (call.Query("status"), call.Query("migration_type"));
        var (since, before) = (QueryRules.Time(call, "changes-since"), QueryRules.Time(call, "changes-before"));
        var (user, project) = (call.Query("user_id"), call.Query("project_id"));
        return world.Migrations.Where(m =>
            (host is null || m.Source.Name == host || m.Destination?.Name == host)
            && (source is null || m.Source.Name == source)
            && (instance is null || m.Server.Id.ToString() == instance)
            && (status is null || m.Status == status)
            && (type is null || m.Type == type)
            && (since is null || (m.Updated ?? m.Created) >= since)
            && (before is null || (m.Updated ?? m.Created) <= before)
            && (user is null || m.UserId == user)
            && (project is null || m.ProjectId == project));
    }

    static WireJson InProgress(NovaCall call, CloudWorld world, string id)
    {
        call.RequireVersion(from: 23);
        call.RequireAdmin("os_compute_api:servers:migrations:index");
        var server = ServerEndpoints.Find(call, world, id);
        return new WireJson(new JsonObject
        {
            ["migrations"] = new JsonArray([.. world.Migrations.Where(m => m.Server == server && IsInProgress(m))
                .Select(m => MigrationView.OfLive(call, m))]),
        });
    }

    static WireJson Show(NovaCall call, CloudWorld world, string id, int number)
    {
        call.RequireVersion(from: 23);
        call.RequireAdmin("os_compute_api:servers:migrations:show");
        var migration = Find(call, world, id, number);
        return new WireJson(new JsonObject { ["migration"] = MigrationView.OfLive(call, migration) });
    }

    static WireJson Abort(NovaCall call, CloudWorld world, string id, int number)
    {
        call.RequireVersion(from: 24);
        call.RequireAdmin("os_compute_api:servers:migrations:delete");
        var migration = Find(call, world, id, number);
        if (migration.Status != "running" && (call.Minor < 65 || migration.Status is not ("queued" or "preparing")))
        {
            throw WrongState(migration, "delete");
        }

        LiveMigration.Abort(world, migration);
        return ActionRequest.Accepted;
    }

    /// <summary>Accepted and without effect: here no migration fails to converge.</summary>
    static WireJson ForceComplete(NovaCall call, CloudWorld world, string id, int number)
    {
        call.RequireVersion(from: 22);
        call.RequireAdmin("os_compute_api:servers:migrations:force_complete");
        var migration = Find(call, world, id, number);
        return migration.Status == "running"
            ? ActionRequest.Accepted
            : throw WrongState(migration, "force_complete");
    }

    static NovaFault WrongState(Migration migration, string method) => NovaFault.BadRequest(
        $"Migration {migration.Id} state of instance {migration.Server.Id} is {migration.Status}. "
        + $"Cannot {method} while the migration is in this state.");

    static bool IsInProgress(Migration migration) =>
        migration.Type == Migration.TypeLive
            && migration.Status is "queued" or "preparing" or "running" or "post-migrating";

    static Migration Find(NovaCall call, CloudWorld world, string id, int number)
    {
        var server = ServerEndpoints.Find(call, world, id);
        return world.Migrations.FirstOrDefault(m => m.Id == number && m.Server == server && IsInProgress(m))
            ?? throw NovaFault.NotFound(string.Create(CultureInfo.InvariantCulture,
                $"In-progress live migration {number} is not found for server {id}."));
    }
}

using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>One action asked of one server.</summary>
internal sealed record ActionRequest(NovaCall Call, CloudWorld World, string Id, string Name, JsonNode? Content)
{
    public static WireJson Accepted { get; } = WireJson.Empty(StatusCodes.Status202Accepted);

    public Server Find() => ServerEndpoints.Find(Call, World, Id);

    /// <summary>For actions whose content is null.</summary>
    public Server FindWithoutContent()
    {
        if (Content is not null && Content is not JsonObject { Count: 0 })
        {
            throw Schema.Invalid(Name, Content, $"{PythonText.Repr(Content)} is not of type 'null'");
        }

        return Find();
    }

    public static void RequireVmState(Server server, string method, params ReadOnlySpan<string> allowed)
    {
        if (!allowed.Contains(server.VmState))
        {
            throw NovaFault.Conflict(
                $"Cannot '{method}' instance {server.Id} while it is in vm_state {server.VmState}");
        }
    }

    public static void RequireNoTask(Server server, string method, params ReadOnlySpan<string> butFor)
    {
        if (server.TaskState is { } task && !butFor.Contains(task))
        {
            throw NovaFault.Conflict($"Cannot '{method}' instance {server.Id} while it is in task_state {task}");
        }
    }

    /// <summary>Nova's record of the action, under the request id of the answer.</summary>
    public InstanceAction Record(Server server, string action, string firstEvent, string? host)
    {
        var record = new InstanceAction(action, Call.RequestId, Call.Token.UserId, Call.Token.ProjectId, World.Now);
        record.Begin(firstEvent, host, World.Now);
        server.Actions.Insert(0, record);
        return record;
    }

    public Migration NewMigration(Server server, string type)
    {
        var number = World.Migrations.Count + 1;
        var migration = new Migration(number, CloudWorld.IdOf("migration", $"{number}"), type, server, World.Now)
        {
            ProjectId = Call.Token.ProjectId,
            UserId = Call.Token.UserId,
        };
        World.Migrations.Add(migration);
        return migration;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using PolicyHa.Samples.Cloud.Agents;
using PolicyHa.Samples.Cloud.Alerts;
using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.Kafka;
using PolicyHa.Samples.Cloud.Keystone;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>How tests, demos and people make things break, and read what really is.</summary>
internal static class ControlApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("/control").AddEndpointFilter<ControlGate>();
        control.MapGet("/info", (CloudAddresses addresses) => Json(addresses, ControlJson.Default.CloudAddresses));
        control.MapGet("/state", (CloudWorld world, string? host) =>
            Json(StateView.Of(world, host), ControlJson.Default.CloudState));
        control.MapGet("/audit", (CloudWorld world) => Json(AuditView.Of(world), ControlJson.Default.AuditReport));
        control.MapDelete("/audit", (CloudWorld world) => Done(world.Audit.Clear));
        control.MapPost("/hosts/{host}/{what}", ChangeHost);
        control.MapPost("/services/{host}/{service}/{what}", ChangeService);
        control.MapPost("/instances/{instance}/crash", (CloudWorld world, string instance) =>
            Done(() => world.CrashInstance(world.ServerNamed(instance))));
        control.MapPost("/instances/{instance}/state", SetState);
        control.MapPost("/instances/{instance}/lock", (CloudWorld world, JsonBody body, string instance) =>
            Done(() => CloudWorld.Lock(world.ServerNamed(instance), body.Text("reason"))));
        control.MapPost("/bmc/{host}", ChangeBmc);
        control.MapGet("/bmc/{host}", ShowBmc);
        control.MapDelete("/bmc/{host}/sessions", (CloudWorld world, string host) => Done(world.HostNamed(host).Bmc.Sessions.CloseAll));
        control.MapPost("/faults", (JsonBody body, FaultBook faults) =>
            Done(() => faults.Add(Read(body, ControlJson.Default.FaultRequest).ToFault())));
        control.MapDelete("/faults", (FaultBook faults) => Done(() => faults.Heal()));
        control.MapPost("/cell/unreachable", SetUnreachableCell);
        control.MapPost("/tokens/revoke", (Identity identity) =>
            new WireJson(new JsonObject { ["revoked"] = identity.RevokeAll() }));
        control.MapPost("/events", SendEvent);
        control.MapPost("/kafka/{what}", ChangeKafka);
        control.MapGet("/alerts", (AlertBox box) => Json(box.All, ControlJson.Default.IReadOnlyListReceivedAlert));
        control.MapDelete("/alerts", (AlertBox box) => Done(box.Clear));
        control.Map("/{**path}", IResult () =>
            throw new KeyNotFoundException("No such control. See samples/cloud/README.md."));
    }

    static WireJson ChangeHost(CloudWorld world, JsonBody body, string host, string what)
    {
        var machine = world.HostNamed(host);
        switch (what)
        {
            case "kill":
                world.LosePower(machine);
                break;
            case "crash":
                world.Crash(machine);
                break;
            case "freeze":
                world.Freeze(machine);
                break;
            case "revive":
                world.Revive(machine);
                break;
            case "cut":
                world.Cut(machine, Network(body));
                break;
            case "restore":
                world.Restore(machine, Network(body));
                break;
            default:
                throw new KeyNotFoundException(
                    $"'{what}' cannot be done to a host: kill, crash, freeze, cut, restore, revive.");
        }

        return Done();
    }

    static WireJson ChangeService(CloudWorld world, JsonBody body, string host, string service, string what)
    {
        var machine = world.HostNamed(host);
        if (!HostAgentApi.TryName(service, out var which))
        {
            throw new KeyNotFoundException($"No service '{service}': nova-compute, libvirtd.");
        }

        switch (what)
        {
            case "stop":
                world.StopService(machine, which, stubborn: body.Flag("stubborn") ?? false);
                break;
            case "start":
                world.StartService(machine, which);
                break;
            default:
                throw new KeyNotFoundException($"'{what}' cannot be done to a service: stop, start.");
        }

        return Done();
    }

    static WireJson SetState(CloudWorld world, JsonBody body, string instance)
    {
        var (vm, task) = (body.Text("vmState"), body.Text("taskState"));
        return vm is null && task is null
            ? throw new ArgumentException("'vmState' or 'taskState' is missing.")
            : Done(() => world.SetState(world.ServerNamed(instance), vm, task));
    }

    static WireJson ChangeBmc(CloudWorld world, JsonBody body, string host)
    {
        var machine = world.HostNamed(host);
        var change = Read(body, ControlJson.Default.BmcChange);
        world.SetManner(machine, change.ToManner());
        if (change.PowerLossAfterSeconds is { } after)
        {
            world.After(TimeSpan.FromSeconds(after), () => world.LosePower(machine));
        }

        return Done();
    }

    static WireJson ShowBmc(CloudWorld world, string host)
    {
        var sessions = world.HostNamed(host).Bmc.Sessions;
        return new WireJson(new JsonObject { ["sessionsOpen"] = sessions.Numbers.Count(), ["sessionsOpened"] = sessions.Opened });
    }

    static WireJson SetUnreachableCell(CloudWorld world, JsonBody body)
    {
        if (body.Content?["hosts"] is not JsonArray hosts)
        {
            throw new ArgumentException("'hosts' must be an array of host names.");
        }

        world.UnreachableCell.Clear();
        world.UnreachableCell.UnionWith(hosts.Select(h => world.HostNamed(h!.ToString()).Name));
        return Done();
    }

    static async Task<IResult> SendEvent(JsonBody body, KafkaSide kafka)
    {
        var request = Read(body, ControlJson.Default.EventRequest);
        await kafka.Producer.SendAsync(request.Host, request.Signal, request.Status, request.Observer);
        return Done();
    }

    static WireJson ChangeKafka(KafkaSide kafka, string what) => Done(what switch
    {
        "down" => kafka.Broker.TakeDown,
        "up" => kafka.Broker.BringUp,
        _ => throw new KeyNotFoundException($"'{what}' cannot be done to Kafka: down, up."),
    });

    static HostNetwork Network(JsonBody body) => body.Text("network") switch
    {
        "admin" => HostNetwork.Admin,
        "tenant" => HostNetwork.Tenant,
        "storage" => HostNetwork.Storage,
        var other => throw new ArgumentException(
            $"No network '{other}': {{\"network\": \"admin\" | \"tenant\" | \"storage\"}}."),
    };

    static T Read<T>(JsonBody body, JsonTypeInfo<T> type) => body.Error is { } error
        ? throw new ArgumentException(error)
        : (body.Content ?? throw new ArgumentException("A JSON object is needed as body.")).Deserialize(type)!;

    static WireJson Json<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToNode(value, type));

    static WireJson Done(Action act)
    {
        act();
        return Done();
    }

    static WireJson Done() => new(new JsonObject { ["done"] = true });
}

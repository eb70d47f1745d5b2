using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>os-services before 2.53: verbs in the path, host and binary in the body.</summary>
internal static class LegacyServiceUpdate
{
    public static IResult Run(NovaCall call, CloudWorld world, string verb)
    {
        if (verb is not ("enable" or "disable" or "disable-log-reason" or "force-down"))
        {
            throw NovaFault.NotFound("Unknown action");
        }

        var body = call.Body;
        Schema.OnlyKeys(body, null, "host", "binary", "disabled_reason", "forced_down");
        var name = body["host"]?.ToString();
        var binary = body["binary"]?.ToString();
        if (name is null || binary is null)
        {
            throw NovaFault.BadRequest($"'{(name is null ? "host" : "binary")}' is a required property");
        }

        if (binary != "nova-compute" || !world.Hosts.TryGetValue(name, out var host))
        {
            throw NovaFault.NotFound($"Could not find binary {binary} on host {name}.");
        }

        var service = new JsonObject { ["host"] = name, ["binary"] = binary };
        var change = Change(call, verb, body, service);
        var wait = change.Apply(world, host, call.Mark);
        var answer = new WireJson(new JsonObject { ["service"] = service });
        return wait > TimeSpan.Zero ? new LateAnswer(answer, wait) : answer;
    }

    static ServiceChange Change(NovaCall call, string verb, JsonObject body, JsonObject service)
    {
        switch (verb)
        {
            case "force-down":
                call.RequireVersion(from: 11);
                var down = body.ContainsKey("forced_down")
                    ? Schema.Flag(body, "", "forced_down")
                    : throw NovaFault.BadRequest("Missing forced_down field");
                service["forced_down"] = down;
                return new ServiceChange(null, null, down);
            case "disable-log-reason":
                service["status"] = "disabled";
                service["disabled_reason"] = body["disabled_reason"]?.ToString()
                    ?? throw NovaFault.BadRequest("Missing disabled reason field");
                return new ServiceChange(true, service["disabled_reason"]!.ToString(), null);
            default:
                service["status"] = verb is "enable" ? "enabled" : "disabled";
                return new ServiceChange(verb is "disable", null, null);
        }
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Alerts;

/// <summary>Sensu Go's agent: events go in with 202, what its validators refuse with 400.</summary>
internal static partial class SensuReceiver
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/sensu/events", Take);
        app.MapGet("/sensu/healthz", () => TypedResults.Text("ok"));
    }

    static IResult Take(JsonBody body, CloudWorld world, AlertBox box)
    {
        if (body.Content is not { } posted)
        {
            return Refuse(body.Error ?? "the body is empty");
        }

        if (posted["check"] is not JsonObject check)
        {
            return posted["metrics"] is JsonObject ? WireJson.Empty(StatusCodes.Status202Accepted)
                : Refuse("event must have a check or metrics");
        }

        if (Problem(check) is { } problem)
        {
            return Refuse(problem);
        }

        var name = check["metadata"]!["name"]!.ToString();
        // The agent puts its own entity in; a given entity name becomes the proxy's.
        var entity = check["proxy_entity_name"]?.ToString()
            ?? ((posted["entity"] as JsonObject)?["metadata"] as JsonObject)?["name"]?.ToString();
        box.Add(new ReceivedAlert(AlertSink.Sensu, world.Options.Clock.GetUtcNow(), entity, name,
            (int)(Number(check["status"]) ?? 0), check["output"]?.ToString() ?? "", null, posted.DeepClone()));
        return WireJson.Empty(StatusCodes.Status202Accepted);
    }

    static string? Problem(JsonObject check)
    {
        if (check["metadata"] is not JsonObject metadata || metadata["name"] is not JsonValue nameValue
            || !nameValue.TryGetValue<string>(out var name) || name.Length == 0)
        {
            return "check name must not be empty";
        }

        if (!NamePattern().IsMatch(name))
        {
            return "check name cannot contain spaces or special characters";
        }

        if (check["status"] is not null && Number(check["status"]) is not >= 0)
        {
            return "check status must be an unsigned integer";
        }

        var interval = Number(check["interval"]) ?? 0;
        if (interval == 0 && check["publish"]?.ToString() is "true")
        {
            return "check interval must be greater than or equal to 1";
        }

        interval = interval == 0 ? 1 : interval;
        var ttl = Number(check["ttl"]) ?? 0;
        return ttl switch
        {
            0 => null,
            < 5 => "minimum ttl is 5 seconds",
            _ when ttl <= interval => "ttl must be greater than check interval",
            _ => null,
        };
    }

    static long? Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    static ContentHttpResult Refuse(string why) =>
        TypedResults.Text(why, statusCode: StatusCodes.Status400BadRequest);

    [GeneratedRegex(@"\A[\w.\-:]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}

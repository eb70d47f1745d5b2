using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Alerts;

/// <summary>Nagios' NRDP: a form post, HTTP 200 whatever happens, and the truth in <c>result.status</c>.</summary>
internal static class NrdpReceiver
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/nrdp", TakeAsync);
        app.MapGet("/nrdp", () => Text("No command specified or request handler"));
    }

    static async Task<IResult> TakeAsync(HttpContext http, CloudWorld world, AlertBox box)
    {
        var form = http.Request.HasFormContentType
            ? await http.Request.ReadFormAsync(http.RequestAborted)
            : FormCollection.Empty;
        return Field(form, "cmd") switch
        {
            "hello" => new WireJson(new JsonObject
            {
                ["response"] = new JsonObject
                {
                    ["status"] = 0,
                    ["message"] = "OK",
                    ["product"] = "nrdp",
                    ["version"] = "2.0.5",
                },
            }),
            "submitcheck" => Submit(form, world, box),
            _ => Text("No command specified or request handler"),
        };
    }

    static WireJson Submit(IFormCollection form, CloudWorld world, AlertBox box)
    {
        var token = Field(form, "token");
        if (token is null)
        {
            return Result(-1, "NO TOKEN");
        }

        if (token != world.Options.NrdpToken)
        {
            return Result(-1, "BAD TOKEN");
        }

        var json = Field(form, "json") ?? Field(form, "JSONDATA") ?? Field(form, "jsondata");
        if (json is null)
        {
            return Result(-1, "NO DATA");
        }

        try
        {
            if (JsonNode.Parse(json)?["checkresults"] is not JsonArray results)
            {
                return Result(-1, "BAD JSON");
            }

            var taken = results.OfType<JsonObject>().Select(r => Read(r, world.Options.Clock.GetUtcNow())).ToList();
            taken.ForEach(box.Add);
            return Result(0, "OK", $"{taken.Count} checks processed");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Result(-1, "BAD JSON");
        }
    }

    /// <summary>As lenient as NRDP: what is missing becomes empty. Code outside 0 to 3 is UNKNOWN.</summary>
    static ReceivedAlert Read(JsonObject result, DateTimeOffset now)
    {
        var isService = result["checkresult"]?["type"]?.ToString() is "service";
        var code = result["state"]?.ToString();
        var known = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var state)
            && state is >= 0 and <= 3;
        return new ReceivedAlert(AlertSink.Nrdp, now, result["hostname"]?.ToString(),
            isService ? result["servicename"]?.ToString() ?? "" : "host", known ? state : 3,
            result["output"]?.ToString() ?? "", null, result.DeepClone());
    }

    static WireJson Result(int status, string message, string? output = null)
    {
        var result = new JsonObject { ["status"] = status, ["message"] = message };
        if (output is not null)
        {
            result["meta"] = new JsonObject { ["output"] = output };
        }

        return new WireJson(new JsonObject { ["result"] = result });
    }

    static string? Field(IFormCollection form, string name) => form.TryGetValue(name, out var value) ? value[^1] : null;

    static ContentHttpResult Text(string text) => TypedResults.Text(text);
}

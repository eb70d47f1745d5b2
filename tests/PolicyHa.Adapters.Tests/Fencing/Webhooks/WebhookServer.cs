using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.Webhooks;

namespace PolicyHa.Adapters.Tests.Fencing.Webhooks;

/// <summary>What a site may write itself: checks the signature, takes no message twice, and switches.</summary>
sealed class WebhookServer : PowerServer
{
    public const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    readonly ConcurrentDictionary<string, bool> seen = new();

    public override FencingDeviceOptions Options => new() { Kind = "webhook", Hosts = ["compute-*"], Address = $"{Url}/power", Password = Secret };

    protected override async Task AnswerAsync(HttpContext http, byte[] body)
    {
        var message = JsonNode.Parse(body)!;
        var (action, host) = ((string)message["action"]!, (string)message["host"]!);
        if (!IsSigned(http.Request, body))
            await Results.Text($"bad signature {http.Request.Headers["webhook-signature"]}", statusCode: 401).ExecuteAsync(http);
        else if (!Has(host))
            await Results.Text("no such host", statusCode: 404).ExecuteAsync(http);
        else if (!await MisbehavedAsync(http, host))
            await AnswerOf(action, host).ExecuteAsync(http);
    }

    IResult AnswerOf(string action, string host)
    {
        if (action == "status")
            return Results.Json(new { host, power = PowerOf(host) });
        Switch(host, action == "on");
        return Results.StatusCode(202);
    }

    bool IsSigned(HttpRequest request, byte[] body)
    {
        var (id, at) = (request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString());
        return WebhookSignature.TryKey(Secret, out var key) && seen.TryAdd(id, true)
            && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(at, null)) < 300
            && request.Headers["webhook-signature"] == WebhookSignature.Of(id, long.Parse(at, null), body, [key]);
    }
}

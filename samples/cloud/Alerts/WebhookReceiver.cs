using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Alerts;

/// <summary>A receiver of Standard Webhooks: checks the signature over the raw bytes, the age, and takes each id once.
/// </summary>
internal static class WebhookReceiver
{
    const string SecretPrefix = "whsec_";
    const int AgeMaxSeconds = 300;

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/webhook", TakeAsync);

    static async Task<IResult> TakeAsync(HttpContext http, CloudWorld world, AlertBox box)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var body = buffer.ToArray();
        var (id, timestamp, signatures) =
            (One(http, "webhook-id"), One(http, "webhook-timestamp"), One(http, "webhook-signature"));
        var now = world.Options.Clock.GetUtcNow();
        if (id is null || timestamp is null || signatures is null)
        {
            return Refuse("webhook-id, webhook-timestamp and webhook-signature are required");
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || Math.Abs(now.ToUnixTimeSeconds() - sent) > AgeMaxSeconds)
        {
            return Refuse("webhook-timestamp is not within 5 minutes of now");
        }

        if (!IsSigned(world.Options.WebhookSecret, $"{id}.{timestamp}.", body, signatures))
        {
            return Refuse("no signature matches");
        }

        // A repeated id is a retry whose answer got lost: taken already.
        if (box.IsNewWebhook(id))
        {
            box.Add(Read(id, now, body));
        }

        return WireJson.Empty(StatusCodes.Status204NoContent);
    }

    static bool IsSigned(string secret, string prefix, byte[] body, string signatures)
    {
        var isPrefixed = secret.StartsWith(SecretPrefix, StringComparison.Ordinal);
        var key = Convert.FromBase64String(isPrefixed ? secret[SecretPrefix.Length..] : secret);
        byte[] signed = [.. Encoding.UTF8.GetBytes(prefix), .. body];
        var wanted = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        return signatures.Split(' ')
            .Any(each => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(each), wanted));
    }

    static ReceivedAlert Read(string id, DateTimeOffset now, byte[] body)
    {
        var json = ParseOrNull(body);
        return new ReceivedAlert(AlertSink.Webhook, now, (json?["data"] as JsonObject)?["host"]?.ToString(),
            json?["type"]?.ToString() ?? "",
            null, Encoding.UTF8.GetString(body), id, json);
    }

    static JsonObject? ParseOrNull(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? One(HttpContext http, string name) =>
        http.Request.Headers.TryGetValue(name, out var values) ? values[^1] : null;

    static ContentHttpResult Refuse(string why) => TypedResults.Text(why, statusCode: StatusCodes.Status400BadRequest);
}

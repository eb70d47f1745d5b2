using System.Text.Json;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>Nova's "no", or that of something between us and Nova.</summary>
/// <param name="FromNova">It has the shape of Nova's own errors.</param>
/// <param name="Text">For people, with the request id.</param>
sealed record NovaError(int Status, bool FromNova, string Text)
{
    const int TextMax = 500;

    public static async Task<NovaError> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        var fault = await FaultAsync(response, ct);
        var said = fault ?? $"(not in Nova's form: {response.Content.Headers.ContentType?.MediaType ?? "no type"})";
        var text = said.Length > TextMax ? said[..TextMax] : said;
        var id = RequestId(response) is { } request ? $" ({request})" : "";
        return new(status, fault is not null, $"HTTP {status} {text}{id}");
    }

    /// <summary>
    /// Nova's id for the request: the key to it in Nova's logs and in the instance's list of actions.
    /// </summary>
    public static string? RequestId(HttpResponseMessage response) =>
        Header(response, "X-Openstack-Request-Id") ?? Header(response, "X-Compute-Request-Id");

    static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>
    /// An error is an object under a key that names the fault: <c>{"badRequest": {"code": 400, "message": ".."}}</c>.
    /// </summary>
    static async Task<string?> FaultAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
            if (body.RootElement.ValueKind is not JsonValueKind.Object)
                return null;
            foreach (var fault in body.RootElement.EnumerateObject())
            {
                if (fault.Value.ValueKind is JsonValueKind.Object
                    && fault.Value.TryGetProperty("message", out var message)
                    && message.ValueKind is JsonValueKind.String)
                    return $"{fault.Name}: {message.GetString()}";
            }
        }
        catch (JsonException)
        {
            // Not Nova's: a proxy in between answers with a page for people, or with nothing.
        }

        return null;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyHa.Samples.Cloud.Wire;

/// <summary>A request body that should be a JSON object. Reading it never fails; asking for it may.</summary>
internal sealed class JsonBody
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    JsonBody(JsonObject? content, string? error)
    {
        Content = content;
        Error = error;
    }

    /// <summary>The object; null when there is no body or it is something else.</summary>
    public JsonObject? Content { get; }

    /// <summary>What is wrong with the body; null when nothing.</summary>
    public string? Error { get; }

    public static async ValueTask<JsonBody> ReadAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        if (buffer.Length == 0)
        {
            return new JsonBody(null, null);
        }

        try
        {
            return JsonNode.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length),
                documentOptions: Strict) is JsonObject content
                ? new JsonBody(content, null)
                : new JsonBody(null, "the body is not a JSON object");
        }
        catch (JsonException e)
        {
            return new JsonBody(null, $"the body is not JSON: {e.Message}");
        }
    }

    /// <summary>Lets a handler take the body as a parameter.</summary>
    public static async ValueTask<JsonBody?> BindAsync(HttpContext http) => await ReadAsync(http);

    public string? Text(string key) =>
        Content?[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public bool? Flag(string key) =>
        Content?[key] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public double? Number(string key) =>
        Content?[key] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}

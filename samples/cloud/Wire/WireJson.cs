using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PolicyHa.Samples.Cloud.Wire;

/// <summary>A JSON answer with its status; no node, no body and no content type.</summary>
internal sealed class WireJson(JsonNode? body, int status = StatusCodes.Status200OK) : IResult
{
    static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WireJson Empty(int status) => new(null, status);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        if (body is null)
        {
            return;
        }

        httpContext.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(httpContext.Response.Body, Writing);
        body.WriteTo(writer);
        await writer.FlushAsync();
    }
}

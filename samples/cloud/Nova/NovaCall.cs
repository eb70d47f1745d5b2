using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Keystone;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>One call to Nova. <see cref="NovaGate"/> completes it before a handler sees it.</summary>
internal sealed class NovaCall
{
    readonly JsonBody body;

    NovaCall(HttpContext http, JsonBody body)
    {
        Http = http;
        this.body = body;
        Mark = CallerMark.From(http.Request.Headers);
    }

    public HttpContext Http { get; }

    public CallerMark Mark { get; }

    /// <summary>The id of the answer, which is also the key of the instance action it starts.</summary>
    public string RequestId { get; } = $"req-{Guid.NewGuid()}";

    public Token Token { get; set; } = null!;

    /// <summary>The asked minor of 2.x.</summary>
    public int Minor { get; set; }

    public bool IsAdmin => Token.IsAdmin;

    public string BaseUrl => $"{Http.Request.Scheme}://{Http.Request.Host}";

    /// <exception cref="NovaFault">There is no body or it is no object.</exception>
    public JsonObject Body => body.Content ?? throw NovaFault.BadRequest(
        body.Error is null ? "The request body is missing." : "Malformed request body");

    public static async ValueTask<NovaCall?> BindAsync(HttpContext http) => new(http, await JsonBody.ReadAsync(http));

    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var values) ? values[^1] : null;

    public void RequireAdmin(string rule)
    {
        if (!IsAdmin)
        {
            throw NovaFault.ForbiddenByPolicy(rule);
        }
    }

    /// <summary>For what did not exist before a microversion, or does not from one on.</summary>
    public void RequireVersion(int from, int to = int.MaxValue)
    {
        if (Minor < from || Minor > to)
        {
            throw NovaFault.NoSuchResource();
        }
    }
}

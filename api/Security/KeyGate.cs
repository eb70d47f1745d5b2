using Microsoft.AspNetCore.Http.Features;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Security;

/// <summary>
/// Lets a request through when its key's role allows it: <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>.
/// </summary>
sealed class KeyGate(RequestDelegate next, ApiKeys keys)
{
    const string Bearer = "Bearer ";

    public Task InvokeAsync(HttpContext http)
    {
        var needed = http.GetEndpoint() is { } endpoint
            ? endpoint.Metadata.GetMetadata<NeedsRole>() is { } needs ? needs.Role : Role.Reader
            : Role.Reader;
        var caller = keys.IsOpen ? Caller.Anybody : KeyOf(http.Request) is { } key ? keys.Find(key) : null;
        if (caller is not null)
            http.Features.Set(caller);
        if (needed is not { } role || caller?.Role >= role)
            return next(http);
        if (caller is null)
            return AskForKey(http);
        var why = $"the key {caller.Name} has the role {Words.Of(caller.Role)}; this needs {Words.Of(role)}";
        return Problem(http, StatusCodes.Status403Forbidden, "Not allowed", why);
    }

    static Task AskForKey(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem(
            http, StatusCodes.Status401Unauthorized, "No valid key",
            "send a configured key as Authorization: Bearer KEY or X-Api-Key: KEY");
    }

    static Task Problem(HttpContext http, int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title).ExecuteAsync(http);

    static string? KeyOf(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key)
            return key;
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }
}

static class Callers
{
    /// <summary>Who makes this request.</summary>
    public static Caller Caller(this HttpContext http) => http.Features.GetRequiredFeature<Caller>();
}

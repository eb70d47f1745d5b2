using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;

namespace PolicyHa.Samples.Cloud.Keystone;

/// <summary>Keystone's way of saying no; keystonemiddleware in front of the other services uses it for 401.</summary>
internal sealed class KeystoneError(int status, string title, string message) : IResult
{
    public static KeystoneError Unauthorized { get; } =
        new(StatusCodes.Status401Unauthorized, "Unauthorized", "The request you have made requires authentication.");

    public static KeystoneError BadRequest(string message) =>
        new(StatusCodes.Status400BadRequest, "Bad Request", message);

    public static KeystoneError NotFound(string message) => new(StatusCodes.Status404NotFound, "Not Found", message);

    public static KeystoneError Forbidden(string action) => new(StatusCodes.Status403Forbidden, "Forbidden",
        $"You are not authorized to perform the requested action: {action}.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (status == StatusCodes.Status401Unauthorized)
        {
            var request = httpContext.Request;
            httpContext.Response.Headers.WWWAuthenticate =
                $"Keystone uri=\"{request.Scheme}://{request.Host}/identity/v3\"";
        }

        var error = new JsonObject { ["code"] = status, ["title"] = title, ["message"] = message };
        return new WireJson(new JsonObject { ["error"] = error }, status).ExecuteAsync(httpContext);
    }
}

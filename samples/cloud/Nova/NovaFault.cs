using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Nova's way of saying no. Thrown by handlers, answered by <see cref="NovaGate"/>.</summary>
internal sealed class NovaFault(int status, string message) : Exception(message)
{
    public static NovaFault BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);

    public static NovaFault NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    public static NovaFault Conflict(string message) => new(StatusCodes.Status409Conflict, message);

    /// <summary>Also what a method answers that the asked microversion does not have.</summary>
    public static NovaFault NoSuchResource() => NotFound("The resource could not be found.");

    public static NovaFault ForbiddenByPolicy(string rule) =>
        new(StatusCodes.Status403Forbidden, $"Policy doesn't allow {rule} to be performed.");

    public WireJson ToAnswer() => new(
        new JsonObject { [Key(status)] = new JsonObject { ["code"] = status, ["message"] = Message } }, status);

    static string Key(int status) => status switch
    {
        400 => "badRequest",
        401 => "unauthorized",
        403 => "forbidden",
        404 => "itemNotFound",
        405 => "badMethod",
        409 => "conflictingRequest",
        413 or 429 => "overLimit",
        415 => "badMediaType",
        501 => "notImplemented",
        503 => "serviceUnavailable",
        _ => "computeFault",
    };
}

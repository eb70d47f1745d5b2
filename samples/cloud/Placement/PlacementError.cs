using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;

namespace PolicyHa.Samples.Cloud.Placement;

/// <summary>Placement's way of saying no. Thrown by handlers, answered by <see cref="PlacementGate"/>.</summary>
internal sealed class PlacementError(int status, string title, string detail, string code) : Exception(detail)
{
    public static PlacementError NotFound(string detail) =>
        new(StatusCodes.Status404NotFound, "Not Found", detail, "placement.resource_provider.not_found");

    public static PlacementError BadRequest(string detail) =>
        new(StatusCodes.Status400BadRequest, "Bad Request", detail, "placement.query.bad_value");

    public WireJson ToAnswer(string requestId, int minor)
    {
        var error = new JsonObject
        {
            ["status"] = status,
            ["title"] = title,
            ["detail"] = Message,
            ["request_id"] = requestId,
        };
        if (minor >= 23)
        {
            error["code"] = code;
        }

        if (status == StatusCodes.Status406NotAcceptable)
        {
            error["min_version"] = "1.0";
            error["max_version"] = $"1.{PlacementGate.MaxMinor}";
        }

        return new WireJson(new JsonObject { ["errors"] = new JsonArray(error) }, status);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>Turns mistakes of whoever plays with the cloud into 400 and 404 with a sentence.</summary>
internal sealed class ControlGate(CloudWorld world) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            ValueTask<object?> answer;
            using (world.Enter())
            {
                answer = next(context);
            }

            return await answer;
        }
        catch (KeyNotFoundException e)
        {
            return Problem(StatusCodes.Status404NotFound, e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException)
        {
            return Problem(StatusCodes.Status400BadRequest, e.Message);
        }
    }

    static WireJson Problem(int status, string message) => new(new JsonObject { ["error"] = message }, status);
}

using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Wire;

/// <summary>Runs a handler under the world's lock. Handlers behind it never wait; slow answers wait outside.</summary>
internal sealed class WorldGate(CloudWorld world) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using (world.Enter())
        {
            return next(context);
        }
    }
}

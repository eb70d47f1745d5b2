using PolicyHa.Samples.Cloud.Keystone;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>What every call passes: token, microversion, the headers of every answer, and faults as answers. The
/// handler runs under the world's lock.</summary>
internal sealed class NovaGate(CloudWorld world, Identity identity) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var call = context.Arguments.OfType<NovaCall>().Single();
        var answer = call.Http.Response.Headers;
        answer["X-Openstack-Request-Id"] = call.RequestId;
        answer["X-Compute-Request-Id"] = call.RequestId;
        try
        {
            ValueTask<object?> handled;
            using (world.Enter())
            {
                if (identity.Find(call.Http.Request.Headers["X-Auth-Token"]) is not { } token)
                {
                    return KeystoneError.Unauthorized;
                }

                call.Token = token;
                call.Minor = MicroVersion.Negotiate(call.Http.Request.Headers, world.Options.MaxMicroversion);
                answer["OpenStack-API-Version"] = $"compute 2.{call.Minor}";
                answer["X-OpenStack-Nova-API-Version"] = $"2.{call.Minor}";
                answer.Vary = "OpenStack-API-Version, X-OpenStack-Nova-API-Version";
                if (token.Scope is not TokenScope.Project)
                {
                    throw NovaFault.ForbiddenByPolicy("os_compute_api");
                }

                handled = next(context);
            }

            return await handled;
        }
        catch (NovaFault fault)
        {
            return fault.ToAnswer();
        }
    }
}

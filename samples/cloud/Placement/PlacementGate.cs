using System.Globalization;
using PolicyHa.Samples.Cloud.Keystone;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Placement;

/// <summary>Token, microversion and errors; admin only, as in a real placement.</summary>
internal sealed class PlacementGate(CloudWorld world, Identity identity) : IEndpointFilter
{
    /// <summary>The newest 1.x (39 is the release 2023.1).</summary>
    public const int MaxMinor = 39;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var requestId = $"req-{Guid.NewGuid()}";
        http.Response.Headers["X-Openstack-Request-Id"] = requestId;
        var minor = 0;
        try
        {
            ValueTask<object?> handled;
            using (world.Enter())
            {
                if (identity.Find(http.Request.Headers["X-Auth-Token"]) is not { } token)
                {
                    return KeystoneError.Unauthorized;
                }

                minor = Negotiate(http.Request.Headers["OpenStack-API-Version"]);
                http.Response.Headers["OpenStack-API-Version"] = $"placement 1.{minor}";
                http.Response.Headers.Vary = "openstack-api-version";
                if (!token.IsAdmin)
                {
                    throw new PlacementError(StatusCodes.Status403Forbidden, "Forbidden",
                        "Access was denied to this resource.",
                        "placement.undefined_code");
                }

                handled = next(context);
            }

            return await handled;
        }
        catch (PlacementError error)
        {
            return error.ToAnswer(requestId, minor);
        }
    }

    static int Negotiate(string? header)
    {
        if (header?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not ["placement", var version])
        {
            return 0;
        }

        if (version == "latest")
        {
            return MaxMinor;
        }

        return version.StartsWith("1.", StringComparison.Ordinal)
            && int.TryParse(version[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            && minor <= MaxMinor
                ? minor
                : throw new PlacementError(StatusCodes.Status406NotAcceptable, "Not Acceptable",
                    $"Unacceptable version header: {version}", "placement.undefined_code");
    }
}

using PolicyHa.Api.Configuration;

namespace PolicyHa.Api.Security;

/// <summary>What a caller of an endpoint must be; without it, a reader. Null: anybody.</summary>
sealed record NeedsRole(Role? Role);

static class NeedsRoleConventions
{
    public static T Needs<T>(this T endpoint, Role role)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsRole(role));

    public static T NeedsNobody<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsRole((Role?)null));
}

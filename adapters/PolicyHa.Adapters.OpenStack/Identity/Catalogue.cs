using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Identity;

/// <summary>Finds a service in the catalogue that came with a token.</summary>
static class Catalogue
{
    /// <param name="instead">The setting that names the address where the catalogue does not.</param>
    /// <exception cref="OutsideUnavailableException">No single endpoint fits.</exception>
    public static string Find(Token token, OpenStackOptions options, string type, string instead)
    {
        var fitting =
            (from service in token.Catalog
             where service.Type == type
             from endpoint in service.Endpoints ?? []
             where endpoint.Interface == options.Interface
             where options.RegionName is null or "" || (endpoint.RegionId ?? endpoint.Region) == options.RegionName
             where endpoint.Url is { Length: > 0 }
             select endpoint).ToList();
        var where = $"{options.Interface} {type} endpoint in region {options.RegionName ?? "(any)"}";
        return fitting switch
        {
            [var one] => one.Url!,
            [] => throw new OutsideUnavailableException($"the catalogue has no {where}; check interface and region_name, or set {instead}"),
            _ => throw new OutsideUnavailableException($"the catalogue has {fitting.Count} of {where}; set region_name or {instead}"),
        };
    }
}

using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.OpenStack.Capacity;

/// <summary>
/// Which provider a host is. Placement knows it by its hypervisor's host name, often a long one (<c>cmp01.example</c>), Nova's services by
/// the name they are configured with (<c>cmp01</c>).
/// </summary>
sealed class ProviderNames
{
    readonly Dictionary<string, ResourceProvider> byName;
    readonly ILookup<string, ResourceProvider> byShortName;

    public ProviderNames(IEnumerable<ResourceProvider> providers)
    {
        var hosts = providers.Where(p => p.ParentProviderUuid is null).ToList();
        byName = hosts.DistinctBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        byShortName = hosts.ToLookup(p => Short(p.Name), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The one of that name; else the only one whose name begins alike up to the first dot. Null: there is none, or more than one might be meant.</summary>
    public ResourceProvider? Of(HostName host) =>
        byName.TryGetValue(host.Value, out var same) ? same
        : byShortName[Short(host.Value)].Take(2).ToList() is [var one] ? one : null;

    static string Short(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[..dot] : name;
}

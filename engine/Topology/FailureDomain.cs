using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Topology;

/// <summary>Hosts that may fail together, such as those of one rack.</summary>
/// <param name="Name">Empty for the cloud.</param>
public readonly record struct FailureDomain(LimitScope Scope, string Name) : IComparable<FailureDomain>
{
    /// <summary>The domains of that kind the host is in: none where nobody says its rack, several aggregates.</summary>
    public static IEnumerable<FailureDomain> Of(ComputeHost host, LimitScope scope) => scope switch
    {
        LimitScope.Segment => [new(scope, host.Segment.Value)],
        LimitScope.Zone => [new(scope, host.Zone)],
        LimitScope.Rack => host.AggregateMetadata.TryGetValue("rack", out var rack) ? [new(scope, rack)] : [],
        LimitScope.Aggregate => host.Memberships.Select(m => new FailureDomain(scope, m.Name)),
        LimitScope.Host => [new(scope, host.Name.Value)],
        _ => [new(LimitScope.Cloud, "")],
    };

    public bool Has(ComputeHost host) => Scope switch
    {
        LimitScope.Segment => host.Segment.Value == Name,
        LimitScope.Zone => host.Zone == Name,
        LimitScope.Cloud => true,
        _ => Of(host, Scope).Contains(this),
    };

    public int CompareTo(FailureDomain other) =>
        Scope != other.Scope ? Scope.CompareTo(other.Scope) : string.CompareOrdinal(Name, other.Name);

    /// <summary>For example <c>segment/s1</c>.</summary>
    public override string ToString() => Scope == LimitScope.Cloud ? "cloud" : $"{Scope.ToString().ToLowerInvariant()}/{Name}";
}

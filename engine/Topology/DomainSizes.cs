using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Topology;

/// <summary>How many hosts there are in each failure domain. Immutable.</summary>
public sealed class DomainSizes
{
    /// <summary>Of a host by itself there is always one.</summary>
    static readonly LimitScope[] Counted = [.. Enum.GetValues<LimitScope>().Where(s => s != LimitScope.Host)];

    readonly Dictionary<FailureDomain, int> sizes = [];
    string? digest;

    public DomainSizes(IEnumerable<ComputeHost> hosts)
    {
        foreach (var host in hosts)
        {
            foreach (var scope in Counted)
            {
                foreach (var domain in FailureDomain.Of(host, scope))
                    sizes[domain] = sizes.GetValueOrDefault(domain) + 1;
            }
        }
    }

    public int Of(FailureDomain domain) => sizes.GetValueOrDefault(domain);

    /// <summary>Two of the same digest have the same sizes.</summary>
    internal string Digest => digest ??= Made();

    string Made()
    {
        using var text = new DigestText();
        foreach (var (domain, hosts) in sizes.OrderBy(s => s.Key))
        {
            text.Add(domain.ToString());
            text.Add(hosts);
        }

        return text.Hash();
    }
}

using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Topology;

/// <summary>
/// The other names that hosts go by: monitors may say <c>cmp01.example.org</c> where Nova says <c>cmp01</c>, or the name of its board controller. Only what is configured
/// counts: hosts of two clouds may be alike up to the first dot, and a word on the one must not fence the other.
/// </summary>
public sealed class HostNames
{
    readonly Dictionary<string, HostName> byAlias = new(StringComparer.Ordinal);
    readonly IReadOnlyList<string> domains;

    /// <param name="domains">Without a dot in front: <c>x</c> and <c>x.DOMAIN</c> are one host.</param>
    /// <param name="aliases">By the name that Nova uses.</param>
    /// <exception cref="ArgumentException">An alias is of two hosts.</exception>
    public HostNames(IEnumerable<string> domains, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> aliases)
    {
        this.domains = [.. domains.Select(d => $".{d}")];
        foreach (var (host, others) in aliases)
        {
            foreach (var alias in others)
            {
                if (!byAlias.TryAdd(alias, new HostName(host)) && byAlias[alias].Value != host)
                    throw new ArgumentException($"{alias} is an alias of {byAlias[alias]} and of {host}", nameof(aliases));
            }
        }
    }

    /// <summary>Nobody uses another name than Nova.</summary>
    public static HostNames OfNova { get; } = new([], []);

    /// <summary>The name that Nova uses; null: no such host is known, or more than one may be meant.</summary>
    public HostName? Find(HostName said, Fleet fleet)
    {
        if (fleet.Knows(said))
            return said;
        if (byAlias.TryGetValue(said.Value, out var named))
            return fleet.Knows(named) ? named : null;
        HostName? found = null;
        foreach (var other in domains.SelectMany(d => Others(said.Value, d)).Distinct().Where(fleet.Knows))
        {
            if (found is not null)
                return null;
            found = other;
        }

        return found;
    }

    /// <summary>What may have been meant by a name that nobody knows, and how to say so; null: nothing is alike.</summary>
    public static string? HintOn(HostName said, Fleet fleet)
    {
        var stem = Stem(said);
        var alike = fleet.Hosts.Where(h => Stem(h.Name).Equals(stem, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return alike is [{ Name: var host }] ? $"if {host} is meant, say so under openstack.host_domains or openstack.host_aliases" : null;
    }

    static IEnumerable<HostName> Others(string said, string domain)
    {
        if (said.EndsWith(domain, StringComparison.OrdinalIgnoreCase))
            yield return new HostName(said[..^domain.Length]);
        else
            yield return new HostName(said + domain);
    }

    static string Stem(HostName name) => name.Value.Split('.')[0];
}

using System.Text.RegularExpressions;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Api.Commands.Importing;

/// <summary>The hosts that are to have a device, as Nova spells them.</summary>
sealed partial class ComputeHosts(IEnumerable<string> names)
{
    readonly SortedSet<string> names = new(names, StringComparer.Ordinal);

    readonly ILookup<string, string> byShort = names.Distinct().ToLookup(Short, StringComparer.OrdinalIgnoreCase);

    /// <summary>Sorted.</summary>
    public IReadOnlyCollection<string> Names => names;

    /// <summary>It can be a host's name, and no pattern for several.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Hosts that a name may mean: the one that is spelt so; else those that are called so with a domain or without.</summary>
    public IReadOnlyList<string> Called(string name) => names.Contains(name)
        ? [name]
        : [.. byShort[Short(name)].Where(n => new HostName(n).IsAlso(name)).Order(StringComparer.Ordinal)];

    static string Short(string name) => name.Split('.')[0];

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,254}\z")]
    private static partial Regex Name();
}

using System.Collections.Frozen;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Segments;

/// <summary>What the aggregates of one host say together.</summary>
/// <param name="Names">Sorted.</param>
/// <param name="Metadata">Of two values of one key the one of the first aggregate.</param>
/// <param name="AskForHa">One of them at least does.</param>
/// <param name="Each">Them one by one, by name.</param>
/// <param name="CarryControlPlane">One of them says that its hosts do.</param>
sealed record HostAggregates(
    IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Metadata, bool AskForHa, IReadOnlyList<HostAggregate> Each,
    bool CarryControlPlane)
{
    /// <summary>The metadata key of aggregates whose hosts carry the control plane; any value but <c>false</c> says so.</summary>
    const string ControlPlaneKey = "ha:control_plane";

    public static readonly HostAggregates None = new([], FrozenDictionary<string, string>.Empty, false, [], false);

    /// <summary>By host.</summary>
    public static IReadOnlyDictionary<string, HostAggregates> Of(IReadOnlyList<Aggregate> aggregates) =>
        (from aggregate in aggregates
         from host in aggregate.Hosts ?? []
         group aggregate by host).ToDictionary(g => g.Key, g => Together([.. g]));

    static HostAggregates Together(List<Aggregate> aggregates)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var sorted = aggregates.OrderBy(a => a.Name, StringComparer.Ordinal).ToList();
        foreach (var (key, value) in sorted.SelectMany(a => a.Metadata ?? []))
            metadata.TryAdd(key, value);
        return new HostAggregates(
            [.. sorted.Select(a => a.Name ?? "")],
            metadata,
            sorted.Exists(a => a.Metadata is { } words && HaWish.Of(words) is true),
            [.. sorted.Select(a => new HostAggregate(a.Name ?? "", a.Metadata ?? []))],
            sorted.Exists(a => a.Metadata?.TryGetValue(ControlPlaneKey, out var said) is true && !said.Equals("false", StringComparison.OrdinalIgnoreCase)));
    }
}

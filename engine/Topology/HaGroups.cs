namespace PolicyHa.Engine.Topology;

/// <summary>
/// The groups of instances and which must be ready before which. Groups that wait for each other in a circle do not: what is told
/// of them is <see cref="CircleOf"/>. Pure.
/// </summary>
public sealed class HaGroups
{
    readonly Dictionary<HaGroup, HashSet<HaGroup>> after = [];
    readonly Dictionary<HaGroup, int> members = [];

    HaGroups()
    {
    }

    /// <param name="instances">All that may be members, wherever they are.</param>
    public static HaGroups Of(IEnumerable<Instance> instances)
    {
        var groups = new HaGroups();
        foreach (var instance in instances)
        {
            if (!instance.Metadata.ContainsKey(HaOrder.GroupKey) || HaOrder.Of(instance) is not { Group: { } group } order)
                continue;
            groups.members[group] = groups.members.GetValueOrDefault(group) + 1;
            if (order.After.Count > 0)
                groups.EdgesOf(group).UnionWith(order.After);
        }

        return groups;
    }

    public bool HasMembers(HaGroup group) => members.ContainsKey(group);

    /// <summary>Groups that must be ready before an instance is recovered: its own wish and that of its group, without circles.</summary>
    public IReadOnlyList<HaGroup> BeforeOf(HaOrder order)
    {
        if (order is { Group: null, After.Count: 0 })
            return [];
        IEnumerable<HaGroup> wished = order.After;
        if (order.Group is { } group)
            wished = wished.Concat(after.GetValueOrDefault(group, [])).Where(g => !Reaches(g, group));
        return [.. wished.Where(HasMembers).Distinct().OrderBy(g => g.Name, StringComparer.Ordinal)];
    }

    /// <summary>Groups that must be ready before this one, without circles.</summary>
    public IEnumerable<HaGroup> BeforeOf(HaGroup group) =>
        after.GetValueOrDefault(group, []).Where(g => HasMembers(g) && !Reaches(g, group));

    /// <summary>The groups that wait for each other in a circle with this one, by name, itself among them; empty: there is no circle.</summary>
    public IReadOnlyList<HaGroup> CircleOf(HaGroup group) =>
        after.GetValueOrDefault(group, []).Any(g => Reaches(g, group))
            ? [.. after.Keys.Where(g => g == group || (Reaches(g, group) && Reaches(group, g))).OrderBy(g => g.Name, StringComparer.Ordinal)]
            : [];

    HashSet<HaGroup> EdgesOf(HaGroup group)
    {
        if (!after.TryGetValue(group, out var edges))
            after[group] = edges = [];
        return edges;
    }

    bool Reaches(HaGroup from, HaGroup to)
    {
        var seen = new HashSet<HaGroup>();
        var open = new Stack<HaGroup>([from]);
        while (open.TryPop(out var group))
        {
            if (group == to)
                return true;
            if (!seen.Add(group))
                continue;
            foreach (var next in after.GetValueOrDefault(group, []))
                open.Push(next);
        }

        return false;
    }
}

using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>In which order instances are recovered, and which of them wait for a group. Pure.</summary>
/// <param name="InOrder">An instance that waits for a group stands behind all of that group.</param>
/// <param name="Told">What owners have asked for that does not count, in words.</param>
public sealed record RecoveryOrder(IReadOnlyList<RecoveryOrder.Place> InOrder, IReadOnlyList<string> Told)
{
    /// <summary>One instance and the groups that must be ready before it.</summary>
    public sealed record Place(InstanceWish Wish, HaOrder Order, IReadOnlyList<HaGroup> WaitsFor);

    /// <summary>The dearest of those whose groups have all been placed is next.</summary>
    /// <param name="groups">Of all instances, also of those that need no recovery.</param>
    public static RecoveryOrder Of(IEnumerable<InstanceWish> wishes, HaGroups groups)
    {
        var left = wishes.Select(w => (Wish: w, Order: HaOrder.Of(w.Instance))).Select(w => new Place(w.Wish, w.Order, groups.BeforeOf(w.Order)))
            .OrderBy(p => p.Wish, Dearest).ToList();
        var told = Mistakes(left, groups);
        var unplaced = left.Where(p => p.Order.Group is not null).GroupBy(p => p.Order.Group!.Value).ToDictionary(g => g.Key, g => g.Count());
        var placed = new List<Place>(left.Count);
        while (left.Count > 0)
        {
            var next = left.FindIndex(p => !p.WaitsFor.Any(unplaced.ContainsKey));
            Invariant.Holds(next >= 0, "groups wait for each other in no circle");
            var place = left[next];
            left.RemoveAt(next);
            placed.Add(place);
            if (place.Order.Group is { } group && --unplaced[group] == 0)
                unplaced.Remove(group);
        }

        return new RecoveryOrder(placed, told);
    }

    /// <summary>By the owner's priority, then pets before cattle, then the biggest, which finds room the hardest, then by name.</summary>
    public static IComparer<InstanceWish> Dearest { get; } = Comparer<InstanceWish>.Create((a, b) =>
    {
        var order = b.Priority - a.Priority;
        if (order == 0)
            order = (int)b.Class.Class - (int)a.Class.Class;
        if (order == 0)
            order = b.Instance.Flavor.RamMiB.CompareTo(a.Instance.Flavor.RamMiB);
        if (order == 0)
            order = b.Instance.Flavor.Vcpus.CompareTo(a.Instance.Flavor.Vcpus);
        if (order == 0)
            order = string.CompareOrdinal(a.Instance.Name, b.Instance.Name);
        return order != 0 ? order : a.Instance.Id.CompareTo(b.Instance.Id);
    });

    static List<string> Mistakes(List<Place> places, HaGroups groups)
    {
        var told = places.SelectMany(p => p.Order.Mistakes).ToList();
        foreach (var place in places)
        {
            foreach (var nobody in place.Order.After.Where(g => !groups.HasMembers(g)))
                told.Add($"{place.Wish.Instance.Name}: no instance is in group {nobody.Name}, so it waits for nothing");
        }

        foreach (var circle in places.Select(p => p.Order.Group).OfType<HaGroup>().Distinct().Select(groups.CircleOf).Where(c => c.Count > 0))
        {
            var text = circle.Count == 1
                ? $"group {circle[0].Name} is to wait for itself: that does not count"
                : $"groups {string.Join(", ", circle.Select(g => g.Name))} are to wait for each other: that does not count";
            if (!told.Contains(text))
                told.Add(text);
        }

        return told;
    }
}

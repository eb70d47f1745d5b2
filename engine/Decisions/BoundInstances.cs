using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions;

/// <summary>Who will not leave a host because of what it needs there: for people, before the first step.</summary>
static class BoundInstances
{
    /// <summary>Of a host that is fenced, those for whom somebody shall be called; empty: nobody.</summary>
    public static IReadOnlyList<string> Dead(HostWish wish) =>
        Told("not evacuated", wish.Protected.Where(w => !w.IsLeftUntold && !wish.Drained.Contains(w)).Select(w => (w, w.WhyBoundDead)));

    /// <summary>Of a host that lives, those that the plan would move alive; empty: nobody.</summary>
    public static IReadOnlyList<string> Alive(HostWish wish, RecoveryPlan plan)
    {
        var moved = plan.Steps.Where(s => s.Kind == StepKind.LiveMigrate).Select(s => s.Instance).ToHashSet();
        return Told("not live-migrated", wish.Protected.Where(w => moved.Contains(w.Instance.Id)).Select(w => (w, w.WhyBoundAlive)));
    }

    static string[] Told(string what, IEnumerable<(InstanceWish Wish, string? Why)> all)
    {
        var bound = all.Where(b => b.Why is not null).ToList();
        var names = bound.Take(LimitCount.HoldersShown).Select(b => $"{b.Wish.Instance.Name} ({b.Why})");
        return bound.Count > 0 ? [$"{what}: {string.Join(", ", names)}{(bound.Count > LimitCount.HoldersShown ? ", ..." : "")}"] : [];
    }
}

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// Every duration the policy compares an age with: after each, a decision may change though nothing happened.
/// </summary>
sealed class Horizons
{
    readonly SortedSet<TimeSpan> all = [];

    public void Add(TimeSpan horizon)
    {
        if (horizon > TimeSpan.Zero)
            all.Add(horizon);
    }

    public IReadOnlyList<TimeSpan> ToList() => [.. all];
}

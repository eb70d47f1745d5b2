namespace PolicyHa.Rules.Compilation;

/// <summary>
/// Every duration the policy compares an age with: after each, a decision may change though nothing happened.
/// </summary>
sealed class Horizons
{
    readonly SortedSet<TimeSpan> all = [];

    /// <summary>An expression asks what time it is.</summary>
    public bool UsesNow { get; private set; }

    public void Add(TimeSpan horizon)
    {
        if (horizon > TimeSpan.Zero)
            all.Add(horizon);
    }

    public void AddNow() => UsesNow = true;

    public IReadOnlyList<TimeSpan> ToList() => [.. all];
}

namespace PolicyHa.Engine.Topology;

/// <summary>Keys and values as Nova keeps them of hosts, flavors, images and instances.</summary>
static class Pairs
{
    /// <summary>The same keys with the same values, in whatever order.</summary>
    public static bool AreAlike(IReadOnlyDictionary<string, string> some, IReadOnlyDictionary<string, string> others)
    {
        if (ReferenceEquals(some, others))
            return true;
        if (some.Count != others.Count)
            return false;
        foreach (var (key, value) in some)
        {
            if (!others.TryGetValue(key, out var other) || value != other)
                return false;
        }

        return true;
    }
}

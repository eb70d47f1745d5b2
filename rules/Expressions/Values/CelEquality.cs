namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Equality of any two values. Different kinds are different, never an error; int and double meet as doubles.
/// </summary>
static class CelEquality
{
    public static bool AreEqual(in CelValue a, in CelValue b)
    {
        if (a.Kind != b.Kind)
        {
            return (a.Kind, b.Kind) switch
            {
                (CelValueKind.Int, CelValueKind.Double) => a.Int == b.Double,
                (CelValueKind.Double, CelValueKind.Int) => a.Double == b.Int,
                _ => false,
            };
        }
        return a.Kind switch
        {
            CelValueKind.Null => true,
            CelValueKind.Bool => a.IsTrue == b.IsTrue,
            CelValueKind.Int => a.Int == b.Int,
            CelValueKind.Double => a.Double == b.Double,
            CelValueKind.String => string.Equals(a.Text, b.Text, StringComparison.Ordinal),
            CelValueKind.Duration => a.Duration == b.Duration,
            CelValueKind.Timestamp => a.Timestamp == b.Timestamp,
            CelValueKind.Address => a.Address.Equals(b.Address),
            CelValueKind.Network => a.Network.Equals(b.Network),
            CelValueKind.List => AreEqual(a.List, b.List),
            CelValueKind.Map => AreEqual(a.Map, b.Map),
            CelValueKind.Object => Equals(a.Instance, b.Instance),
            _ => false,
        };
    }

    static bool AreEqual(CelList a, CelList b)
    {
        if (a.Count != b.Count)
            return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (!AreEqual(a[i], b[i]))
                return false;
        }
        return true;
    }

    static bool AreEqual(CelMap a, CelMap b)
    {
        if (a.Count != b.Count)
            return false;
        foreach (var (key, value) in a)
        {
            if (!b.TryGet(key, out var other) || !AreEqual(value, other))
                return false;
        }
        return true;
    }
}

namespace PolicyHa.Rules.Expressions;

/// <summary>Which values are map keys, and when two are the same.</summary>
sealed class CelMapKey : IEqualityComparer<CelValue>
{
    public static CelMapKey Comparer { get; } = new();

    /// <summary>Whether a map may be built with this key.</summary>
    public static bool IsAllowed(in CelValue key) =>
        key.Kind is CelValueKind.Int or CelValueKind.Bool or CelValueKind.String;

    public static bool TryMakeCanonical(in CelValue key, out CelValue canonical)
    {
        canonical = key;
        if (key.Kind != CelValueKind.Double)
            return IsAllowed(key);
        var number = key.Double;
        // Beyond 2^53 doubles no longer name one integer; nobody has such keys, and "no such key" is the safe answer.
        if (Math.Abs(number) > 1L << 53 || Math.Floor(number) != number)
            return false;
        canonical = CelValue.Of((long)number);
        return true;
    }

    public bool Equals(CelValue x, CelValue y) => CelEquality.AreEqual(x, y);

    public int GetHashCode(CelValue key) => key.Kind switch
    {
        CelValueKind.Int => key.Int.GetHashCode(),
        CelValueKind.String => string.GetHashCode(key.Text, StringComparison.Ordinal),
        _ => key.IsTrue ? 1 : 2,
    };
}

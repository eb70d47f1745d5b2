namespace PolicyHa.Engine.Inference;

/// <summary>A set of kinds, as bits.</summary>
public readonly record struct FactKinds(ulong Bits)
{
    public static readonly FactKinds None = new(0);

    public static readonly FactKinds All = new(ulong.MaxValue);

    public bool IsEmpty => Bits == 0;

    public static FactKinds Of(FactKind kind) => new(1UL << kind.Index);

    public static FactKinds Of(params ReadOnlySpan<FactKind> kinds)
    {
        var bits = 0UL;
        foreach (var kind in kinds)
            bits |= 1UL << kind.Index;
        return new FactKinds(bits);
    }

    public bool Contains(FactKind kind) => (Bits >> kind.Index & 1) != 0;

    /// <summary>Every kind of the other set is in this one.</summary>
    public bool Covers(FactKinds other) => (other.Bits & ~Bits) == 0;

    public bool Overlaps(FactKinds other) => (Bits & other.Bits) != 0;

    public static FactKinds operator |(FactKinds a, FactKinds b) => new(a.Bits | b.Bits);

    public static FactKinds BitwiseOr(FactKinds a, FactKinds b) => a | b;
}

namespace PolicyHa.Rules.Expressions;

/// <summary>A type of the language. Simple ones are the constants here; the others have a class of their own.</summary>
public class CelType
{
    private protected CelType(CelTypeKind kind, string name) => (Kind, Name) = (kind, name);

    public static CelType Dyn { get; } = new(CelTypeKind.Dyn, "dyn");
    public static CelType Null { get; } = new(CelTypeKind.Null, "null");
    public static CelType Bool { get; } = new(CelTypeKind.Bool, "bool");
    public static CelType Int { get; } = new(CelTypeKind.Int, "int");
    public static CelType Double { get; } = new(CelTypeKind.Double, "double");
    public static CelType String { get; } = new(CelTypeKind.String, "string");
    public static CelType Duration { get; } = new(CelTypeKind.Duration, "duration");
    public static CelType Timestamp { get; } = new(CelTypeKind.Timestamp, "timestamp");
    public static CelType Address { get; } = new(CelTypeKind.Address, "ip");
    public static CelType Network { get; } = new(CelTypeKind.Network, "cidr");

    internal static CelType Free { get; } = new(CelTypeKind.Free, "?");

    public CelTypeKind Kind { get; }

    public string Name { get; }

    /// <summary>
    /// A list, with the most elements it ever holds; the cost of macros over it is estimated with that.
    /// </summary>
    public static CelListType List(CelType element, int maximum = CelLimits.AssumedElements) => new(element, maximum);

    /// <summary>A map from int, bool or string keys.</summary>
    public static CelMapType Map(CelType key, CelType value, int maximum = CelLimits.AssumedElements) =>
        new(key, value, maximum);

    /// <summary>A string of a closed set. A literal compared to it must be one of the values.</summary>
    public static CelEnumType Enum(params IReadOnlyList<string> values) => new(values);

    public override string ToString() => Name;

    /// <summary>Whether the checker knows nothing about values of this type.</summary>
    internal bool IsOpen => Kind is CelTypeKind.Dyn or CelTypeKind.Free;

    /// <summary>Whether a value of the other type may stand where this one is wanted.</summary>
    internal virtual bool Accepts(CelType other) =>
        IsOpen || other.IsOpen || Kind == other.Kind || (Kind == CelTypeKind.String && other.Kind == CelTypeKind.Enum);

    /// <summary>Whether two values of these types could ever be equal.</summary>
    internal bool IsComparableTo(CelType other) => Accepts(other) || other.Accepts(this);

    /// <summary>Whether a value is of this type, as far as can be told without looking into it.</summary>
    internal bool Admits(in CelValue value) => Kind switch
    {
        CelTypeKind.Dyn or CelTypeKind.Free => true,
        CelTypeKind.Null => value.Kind == CelValueKind.Null,
        CelTypeKind.Bool => value.Kind == CelValueKind.Bool,
        CelTypeKind.Int => value.Kind == CelValueKind.Int,
        CelTypeKind.Double => value.Kind == CelValueKind.Double,
        CelTypeKind.String => value.Kind == CelValueKind.String,
        CelTypeKind.Enum => value.Kind == CelValueKind.String && ((CelEnumType)this).Contains(value.Text),
        CelTypeKind.Duration => value.Kind == CelValueKind.Duration,
        CelTypeKind.Timestamp => value.Kind == CelValueKind.Timestamp,
        CelTypeKind.Address => value.Kind == CelValueKind.Address,
        CelTypeKind.Network => value.Kind == CelValueKind.Network,
        CelTypeKind.List => value.Kind == CelValueKind.List,
        CelTypeKind.Map => value.Kind == CelValueKind.Map,
        _ => value.Kind == CelValueKind.Object && ReferenceEquals(value.Shape, this),
    };

    /// <summary>The same type with elements of empty literals called <see cref="Dyn"/>.</summary>
    internal virtual CelType WithoutFree() => Kind == CelTypeKind.Free ? Dyn : this;

    /// <summary>The narrowest type both fit; <see cref="Dyn"/> when there is none.</summary>
    internal static CelType Join(CelType a, CelType b)
    {
        if (a.Kind == CelTypeKind.Free || ReferenceEquals(a, b))
            return b;
        if (b.Kind == CelTypeKind.Free)
            return a;
        return (a, b) switch
        {
            (CelListType x, CelListType y) => Structural(Join(x.Element, y.Element), a, b,
                element => List(element, Math.Max(x.Maximum, y.Maximum))),
            (CelMapType x, CelMapType y) => Structural(Join(x.Key, y.Key), a, b,
                key => Map(key, Join(x.Value, y.Value), Math.Max(x.Maximum, y.Maximum))),
            (CelEnumType or { Kind: CelTypeKind.String }, CelEnumType or { Kind: CelTypeKind.String }) => String,
            _ => a.Kind == b.Kind && a.Kind != CelTypeKind.Object ? a : Dyn,
        };
    }

    static CelType Structural(CelType inner, CelType a, CelType b, Func<CelType, CelType> build) =>
        a.Accepts(b) || b.Accepts(a) ? build(inner) : Dyn;
}

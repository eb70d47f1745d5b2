using System.Globalization;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A value of the language, or an error, or nothing (<see cref="Absent"/>, the default). Scalars are not boxed.
/// </summary>
public readonly struct CelValue
{
    readonly object? reference;
    readonly long bits;
    readonly int nanos;

    CelValue(CelValueKind kind, long bits = 0, int nanos = 0, object? reference = null, CelObjectType? shape = null)
    {
        Kind = kind;
        this.bits = bits;
        this.nanos = nanos;
        this.reference = reference;
        Shape = shape;
    }

    public static CelValue Absent => default;
    public static CelValue Null => new(CelValueKind.Null);
    public static CelValue True => new(CelValueKind.Bool, 1);
    public static CelValue False => new(CelValueKind.Bool);

    public static CelValue Of(bool value) => new(CelValueKind.Bool, value ? 1 : 0);
    public static CelValue Of(long value) => new(CelValueKind.Int, value);
    public static CelValue Of(double value) => new(CelValueKind.Double, BitConverter.DoubleToInt64Bits(value));
    public static CelValue Of(string value) => new(CelValueKind.String, reference: value);
    public static CelValue Of(CelDuration value) => new(CelValueKind.Duration, value.Nanoseconds);
    public static CelValue Of(CelTimestamp value) => new(CelValueKind.Timestamp, value.Seconds, value.Nanos);
    public static CelValue Of(CelList value) => new(CelValueKind.List, reference: value);
    public static CelValue Of(CelMap value) => new(CelValueKind.Map, reference: value);
    public static CelValue Of(params CelValue[] elements) => Of(new CelArray(elements));
    public static CelValue Failed(CelError error) => new(CelValueKind.Error, reference: error);

    internal static CelValue Of(CelAddress value) => new(CelValueKind.Address, reference: value);
    internal static CelValue Of(CelNetwork value) => new(CelValueKind.Network, reference: value);
    internal static CelValue Of(object instance, CelObjectType shape) =>
        new(CelValueKind.Object, reference: instance, shape: shape);

    public CelValueKind Kind { get; }

    public bool IsAbsent => Kind == CelValueKind.Absent;
    public bool IsError => Kind == CelValueKind.Error;

    /// <summary>Whether it is the boolean true; an error or another kind is not.</summary>
    public bool IsTrue => Kind == CelValueKind.Bool && bits != 0;

    /// <summary>Whether it is the boolean false; an error or another kind is not.</summary>
    public bool IsFalse => Kind == CelValueKind.Bool && bits == 0;

    /// <summary>The integer; only for <see cref="CelValueKind.Int"/>.</summary>
    public long Int => Expect(CelValueKind.Int).bits;

    /// <summary>The number; only for <see cref="CelValueKind.Double"/>.</summary>
    public double Double => BitConverter.Int64BitsToDouble(Expect(CelValueKind.Double).bits);

    /// <summary>The string; only for <see cref="CelValueKind.String"/>.</summary>
    public string Text => (string)Expect(CelValueKind.String).reference!;

    /// <summary>Only for <see cref="CelValueKind.Duration"/>.</summary>
    public CelDuration Duration => new(Expect(CelValueKind.Duration).bits);

    /// <summary>Only for <see cref="CelValueKind.Timestamp"/>.</summary>
    public CelTimestamp Timestamp => CelTimestamp.Trusted(Expect(CelValueKind.Timestamp).bits, nanos);

    /// <summary>Only for <see cref="CelValueKind.List"/>.</summary>
    public CelList List => (CelList)Expect(CelValueKind.List).reference!;

    /// <summary>Only for <see cref="CelValueKind.Map"/>.</summary>
    public CelMap Map => (CelMap)Expect(CelValueKind.Map).reference!;

    /// <summary>The C# instance; only for <see cref="CelValueKind.Object"/>.</summary>
    public object Instance => Expect(CelValueKind.Object).reference!;

    /// <summary>The C# instance of an object of this type; null for anything else.</summary>
    internal object? As(CelObjectType shape) => ReferenceEquals(Shape, shape) ? reference : null;

    /// <summary>Only for <see cref="CelValueKind.Error"/>.</summary>
    public CelError Error => (CelError)Expect(CelValueKind.Error).reference!;

    internal CelAddress Address => (CelAddress)Expect(CelValueKind.Address).reference!;
    internal CelNetwork Network => (CelNetwork)Expect(CelValueKind.Network).reference!;
    internal CelObjectType? Shape { get; }

    /// <summary>The type as messages name it.</summary>
    public string TypeName => Kind switch
    {
        CelValueKind.Object => Shape!.Name,
        CelValueKind.Address => "ip",
        CelValueKind.Network => "cidr",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Equality as the language has it: never an error, numbers on one line, NaN equal to nothing.</summary>
    public bool IsEqualTo(in CelValue other) => CelEquality.AreEqual(this, other);

    /// <summary>For people: strings in quotes, an error as its message.</summary>
    public override string ToString() => Kind switch
    {
        CelValueKind.Bool => IsTrue ? "true" : "false",
        CelValueKind.Int => bits.ToString(CultureInfo.InvariantCulture),
        CelValueKind.Double => CelNumbers.Print(Double),
        CelValueKind.String => $"'{Text}'",
        CelValueKind.Duration => Duration.ToString(),
        CelValueKind.Timestamp => Timestamp.ToString(),
        CelValueKind.List => $"[{string.Join(", ", List)}]",
        CelValueKind.Map => $"{{{string.Join(", ", Map.Select(e => $"{e.Key}: {e.Value}"))}}}",
        CelValueKind.Object => Shape!.Name,
        CelValueKind.Address or CelValueKind.Network => reference!.ToString()!,
        CelValueKind.Error => $"error: {Error.Message}",
        _ => TypeName,
    };

    CelValue Expect(CelValueKind kind) =>
        Kind == kind
            ? this
            : throw new InvalidOperationException($"The value is {TypeName}, not {kind}. Ask Kind first.");
}

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Arithmetic, order and negation. Equality, in, &amp;&amp; and || have rules of their own, in the binder.
/// </summary>
static class Operators
{
    public const string Not = "!_";
    public const string Negate = "-_";

    static CelType AnyList { get; } = CelType.List(CelType.Dyn);

    public static IEnumerable<Overload> All =>
    [
        new(Not, false, [CelType.Bool], CelType.Bool, static (in c) => CelValue.Of(c.A.IsFalse)),
        new(Negate, false, [CelType.Int], CelType.Int, static (in c) => Integers.Subtract(c, 0, c.A.Int)),
        new(Negate, false, [CelType.Double], CelType.Double, static (in c) => CelValue.Of(-c.A.Double)),

        On("_+_", CelType.Int, static (in c) => Integers.Add(c, c.A.Int, c.B.Int)),
        On("_-_", CelType.Int, static (in c) => Integers.Subtract(c, c.A.Int, c.B.Int)),
        On("_*_", CelType.Int, static (in c) => Integers.Multiply(c, c.A.Int, c.B.Int)),
        On("_/_", CelType.Int, static (in c) => Integers.Divide(c, c.A.Int, c.B.Int)),
        On("_%_", CelType.Int, static (in c) => Integers.Modulo(c, c.A.Int, c.B.Int)),

        On("_+_", CelType.Double, static (in c) => CelValue.Of(c.A.Double + c.B.Double)),
        On("_-_", CelType.Double, static (in c) => CelValue.Of(c.A.Double - c.B.Double)),
        On("_*_", CelType.Double, static (in c) => CelValue.Of(c.A.Double * c.B.Double)),
        On("_/_", CelType.Double, static (in c) => CelValue.Of(c.A.Double / c.B.Double)),

        On("_+_", CelType.String, static (in c) => c.A.Text.Length + c.B.Text.Length <= CelLimits.BuiltTextLength
            ? CelValue.Of(c.A.Text + c.B.Text)
            : c.TooLong((long)c.A.Text.Length + c.B.Text.Length)),
        new("_+_", false, [AnyList, AnyList], AnyList, Concatenate)
        {
            Result = static types => CelType.Join(types[0], types[1]),
        },

        new("_+_", false, [CelType.Timestamp, CelType.Duration], CelType.Timestamp,
            static (in c) => After(c, c.A.Timestamp, c.B.Duration.Nanoseconds)),
        new("_+_", false, [CelType.Duration, CelType.Timestamp], CelType.Timestamp,
            static (in c) => After(c, c.B.Timestamp, c.A.Duration.Nanoseconds)),
        new("_-_", false, [CelType.Timestamp, CelType.Duration], CelType.Timestamp,
            static (in c) => After(c, c.A.Timestamp, -(Int128)c.B.Duration.Nanoseconds)),
        new("_-_", false, [CelType.Timestamp, CelType.Timestamp], CelType.Duration, static (in c) =>
            c.A.Timestamp.TrySubtract(c.B.Timestamp, out var between) ? CelValue.Of(between) : DurationRange(c)),
        On("_+_", CelType.Duration,
            static (in c) => Span(c, (Int128)c.A.Duration.Nanoseconds + c.B.Duration.Nanoseconds)),
        On("_-_", CelType.Duration,
            static (in c) => Span(c, (Int128)c.A.Duration.Nanoseconds - c.B.Duration.Nanoseconds)),

        .. Order("_<_", static order => order < 0),
        .. Order("_<=_", static order => order <= 0),
        .. Order("_>_", static order => order > 0),
        .. Order("_>=_", static order => order >= 0),
    ];

    public static string NameOf(TokenKind sign) => sign switch
    {
        TokenKind.Plus => "_+_",
        TokenKind.Minus => "_-_",
        TokenKind.Star => "_*_",
        TokenKind.Slash => "_/_",
        TokenKind.Percent => "_%_",
        TokenKind.Less => "_<_",
        TokenKind.LessOrEqual => "_<=_",
        TokenKind.Greater => "_>_",
        _ => "_>=_",
    };

    /// <summary>What to write instead when the operands of an operator do not fit.</summary>
    public static string? Hint(string name, CelType[] types)
    {
        if (char.IsAsciiLetter(name[0]) || types.Length != 2)
            return null;
        return (types[0].Kind, types[1].Kind) switch
        {
            (CelTypeKind.Int, CelTypeKind.Double) or (CelTypeKind.Double, CelTypeKind.Int) =>
                "numbers do not mix: write double(...) around the int",
            (CelTypeKind.Duration, CelTypeKind.Int or CelTypeKind.Double or CelTypeKind.String)
                or (CelTypeKind.Int or CelTypeKind.Double or CelTypeKind.String, CelTypeKind.Duration) =>
                "write a duration, as in duration('90s')",
            (CelTypeKind.String or CelTypeKind.Enum, _) or (_, CelTypeKind.String or CelTypeKind.Enum)
                when name == "_+_" => "write string(...) around the other",
            _ => null,
        };
    }

    static Overload On(string name, CelType type, CelBody body) => new(name, false, [type, type], type, body);

    static IEnumerable<Overload> Order(string name, Func<int, bool> holds)
    {
        yield return Compare(CelType.Bool, (in c) => CelValue.Of(holds(c.A.IsTrue.CompareTo(c.B.IsTrue))));
        yield return Compare(CelType.Int, (in c) => CelValue.Of(holds(c.A.Int.CompareTo(c.B.Int))));
        yield return Compare(CelType.Double, (in c) => Numbers(c.A.Double, c.B.Double));
        yield return Compare(CelType.String, (in c) => CelValue.Of(holds(CodePoints.Compare(c.A.Text, c.B.Text))));
        yield return Compare(CelType.Duration, (in c) => CelValue.Of(holds(c.A.Duration.CompareTo(c.B.Duration))));
        yield return Compare(CelType.Timestamp, (in c) => CelValue.Of(holds(c.A.Timestamp.CompareTo(c.B.Timestamp))));
        yield return new(name, false, [CelType.Int, CelType.Double], CelType.Bool,
            (in c) => Numbers(c.A.Int, c.B.Double))
        {
            IsForDynOnly = true,
        };
        yield return new(name, false, [CelType.Double, CelType.Int], CelType.Bool,
            (in c) => Numbers(c.A.Double, c.B.Int))
        {
            IsForDynOnly = true,
        };

        Overload Compare(CelType type, CelBody body) => new(name, false, [type, type], CelType.Bool, body);

        // An int meets a double as a double, also beyond 2^53 where that rounds: so the conformance cases fix it.
        CelValue Numbers(double a, double b) =>
            CelValue.Of(!double.IsNaN(a) && !double.IsNaN(b) && holds(a.CompareTo(b)));
    }

    static CelValue Concatenate(in CelCall c)
    {
        var (a, b) = (c.A.List, c.B.List);
        return c.Frame.Charge(a.Count + b.Count)
            ? CelValue.Of(new CelArray([.. a, .. b]))
            : c.Failed("the list would be too long");
    }

    static CelValue After(in CelCall c, CelTimestamp start, Int128 nanoseconds) =>
        start.TryAdd(nanoseconds, out var sum)
            ? CelValue.Of(sum)
            : c.Failed("timestamp out of range: years are 1 to 9999");

    static CelValue Span(in CelCall c, Int128 nanoseconds) =>
        CelDuration.TryCreate(nanoseconds, out var span) ? CelValue.Of(span) : DurationRange(c);

    static CelValue DurationRange(in CelCall c) => c.Failed("duration out of range: about 292 years at most");
}

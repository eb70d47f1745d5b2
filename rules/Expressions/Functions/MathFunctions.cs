namespace PolicyHa.Rules.Expressions;

/// <summary>The math extension, without unsigned numbers.</summary>
static class MathFunctions
{
    public const string Greatest = "math.greatest";
    public const string Least = "math.least";

    public static IEnumerable<Overload> All =>
    [
        // The binder makes one list of several arguments.
        Extreme(Greatest, wanted: 1),
        Extreme(Least, wanted: -1),
        Round("ceil", Math.Ceiling),
        Round("floor", Math.Floor),
        Round("trunc", Math.Truncate),
        Round("round", static x => Math.Round(x, MidpointRounding.AwayFromZero)),
        Test("isNaN", double.IsNaN),
        Test("isInf", double.IsInfinity),
        Test("isFinite", double.IsFinite),
        new("math.abs", false, [CelType.Double], CelType.Double, static (in c) => CelValue.Of(Math.Abs(c.A.Double))),
        new("math.abs", false, [CelType.Int], CelType.Int, static (in c) =>
            c.A.Int < 0 ? Integers.Subtract(c, 0, c.A.Int) : c.A),
        new("math.sign", false, [CelType.Int], CelType.Int, static (in c) => CelValue.Of((long)Math.Sign(c.A.Int))),
        new("math.sign", false, [CelType.Double], CelType.Double, static (in c) =>
            double.IsNaN(c.A.Double) ? c.A : CelValue.Of((double)Math.Sign(c.A.Double))),
        Bits("bitAnd", static (a, b) => a & b),
        Bits("bitOr", static (a, b) => a | b),
        Bits("bitXor", static (a, b) => a ^ b),
        new("math.bitNot", false, [CelType.Int], CelType.Int, static (in c) => CelValue.Of(~c.A.Int)),
        Shift("bitShiftLeft", static (a, by) => a << by),
        Shift("bitShiftRight", static (a, by) => a >>> by),
    ];

    static Overload Extreme(string name, int wanted) =>
        new(name, false, [CelType.Dyn], CelType.Dyn, (in c) => ExtremeOf(c, wanted))
        {
            Result = static types => types[0] switch
            {
                CelListType { Element.Kind: CelTypeKind.Int or CelTypeKind.Double } list => list.Element,
                { Kind: CelTypeKind.Int or CelTypeKind.Double } number => number,
                _ => CelType.Dyn,
            },
        };

    static CelValue ExtremeOf(in CelCall c, int wanted)
    {
        var list = c.A.Kind == CelValueKind.List ? c.A.List : new CelArray(c.A);
        var best = CelValue.Absent;
        foreach (var value in list)
        {
            if (value.Kind is not (CelValueKind.Int or CelValueKind.Double))
                return c.Failed($"no such overload: {value.TypeName} is not a number");
            if (best.IsAbsent || Math.Sign(Compare(value, best)) == wanted)
                best = value;
        }
        return best.IsAbsent ? c.Failed("an empty list has no greatest and no least") : best;
    }

    static int Compare(in CelValue a, in CelValue b) => a.Kind == CelValueKind.Int && b.Kind == CelValueKind.Int
        ? a.Int.CompareTo(b.Int)
        : AsDouble(a).CompareTo(AsDouble(b));

    static double AsDouble(in CelValue number) => number.Kind == CelValueKind.Int ? number.Int : number.Double;

    static Overload Round(string name, Func<double, double> round) =>
        new($"math.{name}", false, [CelType.Double], CelType.Double, (in c) => CelValue.Of(round(c.A.Double)));

    static Overload Test(string name, Func<double, bool> test) =>
        new($"math.{name}", false, [CelType.Double], CelType.Bool, (in c) => CelValue.Of(test(c.A.Double)));

    static Overload Bits(string name, Func<long, long, long> combine) =>
        new($"math.{name}", false, [CelType.Int, CelType.Int], CelType.Int,
            (in c) => CelValue.Of(combine(c.A.Int, c.B.Int)));

    static Overload Shift(string name, Func<long, int, long> shift) =>
        new($"math.{name}", false, [CelType.Int, CelType.Int], CelType.Int, (in c) => c.B.Int switch
        {
            < 0 => c.Failed($"math.{name}() negative offset: {c.B}"),
            > 63 => CelValue.Of(0L),
            var by => CelValue.Of(shift(c.A.Int, (int)by)),
        });
}

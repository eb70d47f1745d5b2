namespace PolicyHa.Rules.Expressions;

/// <summary>64-bit arithmetic that reports overflow as an error value; it never wraps and never throws.</summary>
static class Integers
{
    public static CelValue Add(in CelCall c, long a, long b)
    {
        var sum = unchecked(a + b);
        return ((a ^ sum) & (b ^ sum)) < 0 ? Overflow(c, $"{a} + {b}") : CelValue.Of(sum);
    }

    public static CelValue Subtract(in CelCall c, long a, long b)
    {
        var difference = unchecked(a - b);
        return ((a ^ b) & (a ^ difference)) < 0 ? Overflow(c, $"{a} - {b}") : CelValue.Of(difference);
    }

    public static CelValue Multiply(in CelCall c, long a, long b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high != low >> 63 ? Overflow(c, $"{a} * {b}") : CelValue.Of(low);
    }

    public static CelValue Divide(in CelCall c, long a, long b) => (a, b) switch
    {
        (_, 0) => c.Failed("divide by zero"),
        (long.MinValue, -1) => Overflow(c, $"{a} / {b}"),
        _ => CelValue.Of(a / b),
    };

    public static CelValue Modulo(in CelCall c, long a, long b) => b switch
    {
        0 => c.Failed("modulus by zero"),
        -1 => CelValue.Of(0L), // also for the smallest number, where .NET would throw
        _ => CelValue.Of(a % b),
    };

    public static CelValue Overflow(in CelCall c, string what) => c.Failed($"integer overflow: {what}");

    /// <summary>A double cut to an integer; an error outside the open range (-2^63, 2^63).</summary>
    public static CelValue Truncate(in CelCall c, double value) =>
        value is > -9223372036854775808.0 and < 9223372036854775808.0
            ? CelValue.Of((long)value)
            : c.Failed($"{CelNumbers.Print(value)} is out of the range of int");
}

using System.Globalization;
using System.Numerics;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Doubles as decimals, from their exact value and with ties to the even digit, as CEL prints them. .NET's own formats
/// round ties away from zero: 2.5 as a whole number would be 3.
/// </summary>
static class ExactDecimal
{
    /// <summary>Like C's %.3f.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return CelNumbers.Print(value);
        var digits = Scaled(value, decimals).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return Sign(value) + WithPoint(digits, digits.Length - decimals);
    }

    /// <summary>Like C's %.3e: one digit before the point, at least two in the exponent.</summary>
    public static string Scientific(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return CelNumbers.Print(value);
        var exponent = value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var digits = DigitsAt(exponent);
        // The logarithm may be off by one, and rounding may carry into one digit more: 9.99 is 1e+01.
        if (digits.Length > decimals + 1)
            digits = DigitsAt(++exponent);
        else if (digits.Length <= decimals && value != 0)
            digits = DigitsAt(--exponent);
        var mantissa = WithPoint(digits.PadLeft(decimals + 1, '0'), 1);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Sign(value)}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):D2}");

        string DigitsAt(int power) => Scaled(value, decimals - power).ToString(CultureInfo.InvariantCulture);
    }

    static string Sign(double value) => double.IsNegative(value) ? "-" : "";

    static string WithPoint(string digits, int before) =>
        before == digits.Length ? digits : $"{digits[..before]}.{digits[before..]}";

    /// <summary>|value| * 10^power as a whole number, exact but for the last rounding.</summary>
    static BigInteger Scaled(double value, int power)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) & 0x7ff;
        var mantissa = bits & 0xf_ffff_ffff_ffff;
        var (numerator, denominator) = ((BigInteger)(exponent == 0 ? mantissa : mantissa | (1L << 52)), BigInteger.One);
        var binary = Math.Max(exponent, 1) - 1075;
        if (binary < 0)
            denominator <<= -binary;
        else
            numerator <<= binary;
        if (power < 0)
            denominator *= BigInteger.Pow(10, -power);
        else
            numerator *= BigInteger.Pow(10, power);

        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        var half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}

using System.Globalization;

namespace PolicyHa.Rules.Expressions;

/// <summary>Numbers as text, as CEL reads and writes them.</summary>
static class CelNumbers
{
    public static string Print(double value) => value switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e'),
    };

    /// <summary>Decimal digits with an optional sign; false when malformed or outside 64 bits.</summary>
    public static bool TryParseInt(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>
    /// Decimal or scientific; also NaN and [-]Infinity. A number too large for a double is malformed.
    /// </summary>
    public static bool TryParseDouble(string text, out double value)
    {
        const NumberStyles style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        switch (text.ToLowerInvariant())
        {
            case "nan":
                value = double.NaN;
                return true;
            case "inf" or "+inf" or "infinity" or "+infinity":
                value = double.PositiveInfinity;
                return true;
            case "-inf" or "-infinity":
                value = double.NegativeInfinity;
                return true;
            default:
                return double.TryParse(text, style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        }
    }
}

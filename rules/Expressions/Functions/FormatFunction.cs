using System.Globalization;
using System.Text;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// text.format([...]): %s %d %f %e %b %o %x %X, with a precision for %f and %e, and %% for a percent sign.
/// </summary>
static class FormatFunction
{
    const int DefaultPrecision = 6;
    const int PrecisionMax = 100;

    public static IEnumerable<Overload> All =>
    [
        new("format", true, [CelType.String, CelType.List(CelType.Dyn)], CelType.String, Format),
    ];

    static CelValue Format(in CelCall c)
    {
        var (text, arguments) = (c.A.Text, c.B.List);
        var result = new StringBuilder();
        var next = 0;
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '%')
            {
                result.Append(text[at++]);
                continue;
            }
            if (!TryReadClause(text, ref at, out var clause, out var precision))
                return c.Failed($"'{text}' has a % that is no formatting clause; write %% for a percent sign");
            if (clause == '%')
            {
                result.Append('%');
                continue;
            }
            if (next >= arguments.Count)
                return c.Failed($"index {next} out of range: format() was given {arguments.Count} arguments");
            var argument = arguments[next++];
            if (Print(clause, precision, argument) is not { } printed)
                return c.Failed($"error during formatting: %{clause} cannot print {argument.TypeName}");
            result.Append(printed);
            if (result.Length > CelLimits.BuiltTextLength)
                return c.TooLong(result.Length);
        }
        return c.Text(result.ToString());
    }

    /// <summary>Reads "%.3f" and the like; a precision belongs to %f and %e only.</summary>
    static bool TryReadClause(string text, ref int at, out char clause, out int precision)
    {
        var start = ++at;
        precision = DefaultPrecision;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            var digits = text.AsSpan(start + 1, at - start - 1);
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out precision)
                || precision > PrecisionMax)
                precision = -1;
        }
        var hasPrecision = at > start;
        clause = at < text.Length ? text[at++] : '\0';
        return precision >= 0 && (hasPrecision ? "fe" : "%sdfeboxX").Contains(clause, StringComparison.Ordinal);
    }

    static string? Print(char clause, int precision, in CelValue value) => (clause, value.Kind) switch
    {
        ('s', _) => PrintAny(value),
        ('d', CelValueKind.Int) => value.ToString(),
        ('d', CelValueKind.Double) when !double.IsFinite(value.Double) => CelNumbers.Print(value.Double),
        ('f', CelValueKind.Double) => ExactDecimal.Fixed(value.Double, precision),
        ('f', CelValueKind.Int) => ExactDecimal.Fixed(value.Int, precision),
        ('e', CelValueKind.Double) => ExactDecimal.Scientific(value.Double, precision),
        ('e', CelValueKind.Int) => ExactDecimal.Scientific(value.Int, precision),
        ('b', CelValueKind.Bool) => value.IsTrue ? "1" : "0",
        ('b', CelValueKind.Int) => InBase(value.Int, "b"),
        ('o', CelValueKind.Int) => Octal(value.Int),
        ('x', CelValueKind.Int) => InBase(value.Int, "x"),
        ('X', CelValueKind.Int) => InBase(value.Int, "X"),
        ('x', CelValueKind.String) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value.Text)),
        ('X', CelValueKind.String) => Convert.ToHexString(Encoding.UTF8.GetBytes(value.Text)),
        _ => null,
    };

    static string? PrintAny(in CelValue value) => value.Kind switch
    {
        CelValueKind.String => value.Text,
        CelValueKind.List => Between("[", value.List.Select(e => PrintAny(e)), "]"),
        CelValueKind.Map => Between("{", value.Map
            .Select(e => (Key: PrintAny(e.Key), Value: PrintAny(e.Value)))
            .OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => e.Value is null ? null : $"{e.Key}: {e.Value}"), "}"),
        CelValueKind.Object => null,
        _ => value.ToString(),
    };

    static string? Between(string open, IEnumerable<string?> parts, string close)
    {
        var all = parts.ToList();
        return all.Contains(null) ? null : open + string.Join(", ", all) + close;
    }

    static string InBase(long value, string specifier)
    {
        var digits = Magnitude(value).ToString(specifier, CultureInfo.InvariantCulture);
        return value < 0 ? "-" + digits : digits;
    }

    static string Octal(long value)
    {
        var digits = new StringBuilder();
        for (var rest = Magnitude(value); rest != 0 || digits.Length == 0; rest >>= 3)
            digits.Insert(0, (char)('0' + (int)(rest & 7)));
        return value < 0 ? "-" + digits : digits.ToString();
    }

    static ulong Magnitude(long value) => value < 0 ? unchecked(0UL - (ulong)value) : (ulong)value;
}

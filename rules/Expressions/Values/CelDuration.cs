using System.Buffers;
using System.Globalization;

namespace PolicyHa.Rules.Expressions;

/// <summary>A span of time in whole nanoseconds. Range about ±292 years, CEL's own.</summary>
public readonly record struct CelDuration(long Nanoseconds) : IComparable<CelDuration>
{
    const long PerSecond = 1_000_000_000;
    static readonly SearchValues<char> UnitEnds = SearchValues.Create("0123456789.");

    /// <summary>A <see cref="TimeSpan"/>; what is beyond the range becomes the end of the range.</summary>
    public static CelDuration From(TimeSpan span) => new(
        span.Ticks > long.MaxValue / 100 ? long.MaxValue :
        span.Ticks < long.MinValue / 100 ? long.MinValue :
        span.Ticks * 100);

    /// <summary>Rounded towards zero to 100 ns, .NET's resolution.</summary>
    public TimeSpan ToTimeSpan() => new(Nanoseconds / 100);

    /// <summary>Reads "1h30m5.5s", "-250ms", "0". Units h m s ms us µs ns; there are no days.</summary>
    public static bool TryParse(string text, out CelDuration duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = default;
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
            rest = rest[1..];
        if (rest is "0")
            return true;
        if (rest.IsEmpty)
            return false;

        Int128 total = 0;
        while (!rest.IsEmpty)
        {
            if (!TryTakeTerm(ref rest, out var nanoseconds))
                return false;
            total += nanoseconds;
            if (total > (Int128)long.MaxValue + 1)
                return false;
        }
        return TryCreate(negative ? -total : total, out duration);
    }

    internal static bool TryCreate(Int128 nanoseconds, out CelDuration duration)
    {
        var fits = nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue;
        duration = fits ? new CelDuration((long)nanoseconds) : default;
        return fits;
    }

    public int CompareTo(CelDuration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    public static bool operator <(CelDuration left, CelDuration right) => left.Nanoseconds < right.Nanoseconds;
    public static bool operator >(CelDuration left, CelDuration right) => left.Nanoseconds > right.Nanoseconds;
    public static bool operator <=(CelDuration left, CelDuration right) => left.Nanoseconds <= right.Nanoseconds;
    public static bool operator >=(CelDuration left, CelDuration right) => left.Nanoseconds >= right.Nanoseconds;

    /// <summary>As CEL writes it: seconds, with as many decimals as needed: "5430s", "-0.25s".</summary>
    public override string ToString()
    {
        var sign = Nanoseconds < 0 ? "-" : "";
        var magnitude = Int128.Abs(Nanoseconds);
        var seconds = ((long)(magnitude / PerSecond)).ToString(CultureInfo.InvariantCulture);
        return $"{sign}{seconds}{Fraction((int)(magnitude % PerSecond))}s";
    }

    /// <summary>Nanoseconds as decimals with their point, without zeros at the end; empty for 0.</summary>
    internal static string Fraction(int nanos) =>
        nanos == 0 ? "" : "." + nanos.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');

    static bool TryTakeTerm(ref ReadOnlySpan<char> rest, out Int128 nanoseconds)
    {
        nanoseconds = 0;
        var whole = TakeDigits(ref rest);
        var fraction = ReadOnlySpan<char>.Empty;
        if (rest.StartsWith("."))
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
        }
        // 19 digits hold 292 years in nanoseconds; more is out of range whatever the unit.
        if ((whole.IsEmpty && fraction.IsEmpty) || whole.TrimStart('0').Length > 19
            || !TryTakeUnit(ref rest, out var unit))
            return false;
        foreach (var digit in whole)
            nanoseconds = (nanoseconds * 10) + (digit - '0');
        nanoseconds *= unit;

        // What is smaller than a nanosecond is cut off; the 15th decimal of an hour is.
        Int128 part = 0, scale = 1;
        foreach (var digit in fraction[..Math.Min(15, fraction.Length)])
            (part, scale) = ((part * 10) + (digit - '0'), scale * 10);
        nanoseconds += part * unit / scale;
        return true;
    }

    static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? rest : rest[..end];
        rest = rest[digits.Length..];
        return digits;
    }

    static bool TryTakeUnit(ref ReadOnlySpan<char> rest, out long nanoseconds)
    {
        var end = rest.IndexOfAny(UnitEnds);
        var name = end < 0 ? rest : rest[..end];
        rest = rest[name.Length..];
        nanoseconds = name switch
        {
            "ns" => 1,
            "us" or "µs" or "μs" => 1_000,
            "ms" => 1_000_000,
            "s" => PerSecond,
            "m" => 60 * PerSecond,
            "h" => 3600 * PerSecond,
            _ => 0,
        };
        return nanoseconds != 0;
    }
}

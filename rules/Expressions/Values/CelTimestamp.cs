using System.Globalization;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A point in time, UTC, to the nanosecond. From 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z.
/// </summary>
public readonly record struct CelTimestamp : IComparable<CelTimestamp>
{
    const long FirstSecond = -62_135_596_800;
    const long LastSecond = 253_402_300_799;
    const int PerSecond = 1_000_000_000;

    CelTimestamp(long seconds, int nanos) => (Seconds, Nanos) = (seconds, nanos);

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z, rounded down.</summary>
    public long Seconds { get; }

    /// <summary>Nanoseconds after <see cref="Seconds"/>, 0 to 999,999,999.</summary>
    public int Nanos { get; }

    public static CelTimestamp From(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        return rest < 0
            ? new(seconds - 1, (int)(rest + TimeSpan.TicksPerSecond) * 100)
            : new(seconds, (int)rest * 100);
    }

    /// <summary>Rounded down to 100 ns, .NET's resolution.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeSeconds(Seconds).AddTicks(Nanos / 100);

    /// <summary>False when the time is outside years 1 to 9999.</summary>
    public static bool TryCreate(long seconds, int nanos, out CelTimestamp timestamp)
    {
        var fits = seconds is >= FirstSecond and <= LastSecond && nanos is >= 0 and < PerSecond;
        timestamp = fits ? new(seconds, nanos) : default;
        return fits;
    }

    internal static CelTimestamp Trusted(long seconds, int nanos) => new(seconds, nanos);

    /// <summary>
    /// Reads RFC 3339: "2026-11-21T03:31:07.5Z", "2026-11-21T05:31:07+02:00". Up to nine decimals count.
    /// </summary>
    public static bool TryParse(string text, out CelTimestamp timestamp)
    {
        ArgumentNullException.ThrowIfNull(text);
        timestamp = default;
        var rest = text.AsSpan();
        if (!TakeNumber(ref rest, 4, out var year) || !Take(ref rest, '-') || !TakeNumber(ref rest, 2, out var month)
            || !Take(ref rest, '-') || !TakeNumber(ref rest, 2, out var day) || !Take(ref rest, 'T')
            || !TakeNumber(ref rest, 2, out var hour) || !Take(ref rest, ':')
            || !TakeNumber(ref rest, 2, out var minute) || !Take(ref rest, ':')
            || !TakeNumber(ref rest, 2, out var second))
            return false;
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
            return false;
        if (!TakeFraction(ref rest, out var nanos) || !TakeOffset(rest, out var offset))
            return false;
        var days = new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        return TryCreate((days * 86_400L) + (hour * 3600) + (minute * 60) + second - offset, nanos, out timestamp);
    }

    internal bool TryAdd(Int128 nanoseconds, out CelTimestamp sum)
    {
        var total = ToNanoseconds() + nanoseconds;
        var seconds = total / PerSecond;
        var nanos = (int)(total % PerSecond);
        return nanos < 0
            ? TryCreate((long)seconds - 1, nanos + PerSecond, out sum)
            : TryCreate((long)seconds, nanos, out sum);
    }

    internal bool TrySubtract(CelTimestamp other, out CelDuration difference) =>
        CelDuration.TryCreate(ToNanoseconds() - other.ToNanoseconds(), out difference);

    public int CompareTo(CelTimestamp other) =>
        Seconds == other.Seconds ? Nanos.CompareTo(other.Nanos) : Seconds.CompareTo(other.Seconds);

    public static bool operator <(CelTimestamp left, CelTimestamp right) => left.CompareTo(right) < 0;
    public static bool operator >(CelTimestamp left, CelTimestamp right) => left.CompareTo(right) > 0;
    public static bool operator <=(CelTimestamp left, CelTimestamp right) => left.CompareTo(right) <= 0;
    public static bool operator >=(CelTimestamp left, CelTimestamp right) => left.CompareTo(right) >= 0;

    /// <summary>RFC 3339, UTC, with as many decimals as needed.</summary>
    public override string ToString() =>
        DateTimeOffset.FromUnixTimeSeconds(Seconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)
        + CelDuration.Fraction(Nanos) + "Z";

    Int128 ToNanoseconds() => ((Int128)Seconds * PerSecond) + Nanos;

    static bool Take(ref ReadOnlySpan<char> rest, char wanted)
    {
        if (rest.IsEmpty || rest[0] != wanted)
            return false;
        rest = rest[1..];
        return true;
    }

    static bool TakeNumber(ref ReadOnlySpan<char> rest, int digits, out int number)
    {
        number = 0;
        if (rest.Length < digits)
            return false;
        foreach (var c in rest[..digits])
        {
            if (!char.IsAsciiDigit(c))
                return false;
            number = (number * 10) + (c - '0');
        }
        rest = rest[digits..];
        return true;
    }

    static bool TakeFraction(ref ReadOnlySpan<char> rest, out int nanos)
    {
        nanos = 0;
        if (!Take(ref rest, '.'))
            return true;
        var digits = 0;
        for (; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++)
        {
            if (digits < 9)
                nanos = (nanos * 10) + (rest[digits] - '0');
        }
        for (var i = digits; i < 9; i++)
            nanos *= 10;
        rest = rest[digits..];
        return digits > 0;
    }

    static bool TakeOffset(ReadOnlySpan<char> rest, out int seconds)
    {
        seconds = 0;
        if (rest is "Z")
            return true;
        var sign = rest.StartsWith("-") ? -1 : 1;
        if (!Take(ref rest, '+') && !Take(ref rest, '-'))
            return false;
        if (!TakeNumber(ref rest, 2, out var hours) || !Take(ref rest, ':') || !TakeNumber(ref rest, 2, out var minutes)
            || !rest.IsEmpty || hours > 23 || minutes > 59)
            return false;
        seconds = sign * ((hours * 3600) + (minutes * 60));
        return true;
    }
}

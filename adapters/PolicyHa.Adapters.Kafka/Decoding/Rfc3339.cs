namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>
/// Reads RFC 3339 times from UTF-8. A time without a zone is no time: nobody knows which clock it was.
/// </summary>
internal static class Rfc3339
{
    const int SecondsEnd = 19;   // yyyy-MM-ddTHH:mm:ss

    /// <summary>Reads a time as UTC; digits beyond 100 ns are dropped.</summary>
    /// <param name="problem">What is wrong, to follow the value; null when nothing is.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time, out string? problem)
    {
        time = default;
        problem = "is not an RFC 3339 time such as 2026-11-21T03:04:05.123Z";
        if (text.Length < SecondsEnd || !HasSeparators(text)
            || !Digits(text[..4], out var year)
            || !Digits(text[5..7], out var month)
            || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour)
            || !Digits(text[14..16], out var minute)
            || !Digits(text[17..SecondsEnd], out var second))
            return false;
        var rest = text[SecondsEnd..];
        if (!Fraction(ref rest, out var ticks))
            return false;
        if (rest.IsEmpty)
        {
            problem = "has no time zone, expected Z or an offset such as +01:00";
            return false;
        }

        if (!Zone(rest, out var offset))
            return false;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 60)
        {
            problem = "is no moment of the calendar";
            return false;
        }

        if (second == 60)   // a leap second: .NET has none, so the last moment before
            (second, ticks) = (59, TimeSpan.TicksPerSecond - 1);
        var utc = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + ticks - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
        {
            problem = "is no moment of the calendar";
            return false;
        }

        time = new DateTimeOffset(utc, TimeSpan.Zero);
        problem = null;
        return true;
    }

    static bool HasSeparators(ReadOnlySpan<byte> text) =>
        text[4] == '-' && text[7] == '-' && (text[10] is (byte)'T' or (byte)'t' or (byte)' ')
        && text[13] == ':' && text[16] == ':';

    static bool Fraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] != '.')
            return true;
        var end = 1;
        var unit = TimeSpan.TicksPerSecond / 10;
        for (; end < rest.Length && char.IsAsciiDigit((char)rest[end]); end++, unit /= 10)
            ticks += (rest[end] - '0') * unit;
        rest = rest[end..];
        return end > 1;
    }

    static bool Zone(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is [(byte)'Z' or (byte)'z'])
            return true;
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':'
            || !Digits(text[1..3], out var hours) || !Digits(text[4..6], out var minutes) || hours > 23 || minutes > 59)
            return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == '-')
            offset = -offset;
        return true;
    }

    static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = value * 10 + (digit - '0');
        }

        return true;
    }
}

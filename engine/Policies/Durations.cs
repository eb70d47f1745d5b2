using System.Buffers;
using System.Globalization;

namespace PolicyHa.Engine.Policies;

/// <summary>Durations as operators write them: <c>10s</c>, <c>5m</c>, <c>1h30m</c>, <c>250ms</c>.</summary>
public static class Durations
{
    static readonly SearchValues<char> NumberChars = SearchValues.Create("0123456789.");

    static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>Reads a duration; parts with falling units may follow each other. Negative values are not durations here.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
            return false;
        if (rest is "0")
            return true;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberChars);
            if (digits <= 0
                || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            rest = rest[digits..];
            if (UnitOf(rest) is not { } unit || number * unit.Ticks > TimeSpan.MaxValue.Ticks / 2.0)
                return false;
            value += TimeSpan.FromTicks((long)Math.Round(number * unit.Ticks));
            rest = rest[unit.Unit.Length..];
        }

        return true;
    }

    /// <summary>The shortest exact text, such as <c>1m30s</c>.</summary>
    public static string Text(TimeSpan value)
    {
        if (value < TimeSpan.Zero)
            return "-" + Text(-value);
        if (value < TimeSpan.FromSeconds(1) && value > TimeSpan.Zero)
            return string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds:0.###}ms");
        var hours = (long)value.TotalHours;
        var seconds = value.TotalSeconds - (hours * 3600) - (value.Minutes * 60);
        var text = (hours > 0 ? $"{hours}h" : "") + (value.Minutes > 0 ? $"{value.Minutes}m" : "");
        return seconds > 0 || text.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{text}{seconds:0.###}s")
            : text;
    }

    static (string Unit, long Ticks)? UnitOf(ReadOnlySpan<char> text)
    {
        foreach (var unit in Units)
        {
            if (text.StartsWith(unit.Unit, StringComparison.Ordinal))
                return unit;
        }

        return null;
    }
}

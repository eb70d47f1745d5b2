using System.Globalization;

namespace PolicyHa.Rules.Expressions;

/// <summary>Time zones as CEL writes them: "+02:00", "-03:30", "02:00", or a name such as "Europe/Paris".</summary>
static class ZoneOffset
{
    public static bool TryFind(string zone, CelTimestamp at, out int seconds)
    {
        seconds = 0;
        if (TryParse(zone, out seconds))
            return true;
        // Names are looked up as files below the zone database; nothing else may be reached that way.
        if (zone.Length is 0 or > 64 || !zone.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
            || zone[0] == '/' || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            return false;
        seconds = (int)found.GetUtcOffset(at.ToDateTimeOffset().UtcDateTime).TotalSeconds;
        return true;
    }

    static bool TryParse(string zone, out int seconds)
    {
        seconds = 0;
        var digits = zone.AsSpan();
        var sign = digits.StartsWith("-") ? -1 : 1;
        if (digits.StartsWith("-") || digits.StartsWith("+"))
            digits = digits[1..];
        if (digits.Length != 5 || digits[2] != ':'
            || !int.TryParse(digits[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(digits[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || hours > 23 || minutes > 59)
            return false;
        seconds = sign * ((hours * 3600) + (minutes * 60));
        return true;
    }
}

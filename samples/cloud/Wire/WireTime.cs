using System.Globalization;
using System.Text.Json.Nodes;

namespace PolicyHa.Samples.Cloud.Wire;

/// <summary>The ways OpenStack writes a time. All are UTC; only some say so.</summary>
internal static class WireTime
{
    /// <summary>2026-11-21T03:04:05Z</summary>
    public static string Zulu(DateTimeOffset at) => Format(at, "yyyy-MM-ddTHH:mm:ssZ");

    /// <summary>2026-11-21T03:04:05.000000Z</summary>
    public static string ZuluMicros(DateTimeOffset at) => Format(at, "yyyy-MM-ddTHH:mm:ss.ffffffZ");

    /// <summary>2026-11-21T03:04:05.000000, without a zone.</summary>
    public static string Naive(DateTimeOffset at) => Format(at, "yyyy-MM-ddTHH:mm:ss.ffffff");

    public static JsonNode? NaiveOrNull(DateTimeOffset? at) => at is { } time ? Naive(time) : null;

    /// <summary>Reads ISO 8601; without a zone it is UTC.</summary>
    public static bool TryParse(string text, out DateTimeOffset at) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    static string Format(DateTimeOffset at, string format) =>
        at.UtcDateTime.ToString(
            format.Replace("T", "'T'", StringComparison.Ordinal).Replace("Z", "'Z'", StringComparison.Ordinal),
            CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>
/// Times as the store keeps them: RFC 3339, UTC, always seven decimals, so that text order is time order.
/// </summary>
static class StoredTime
{
    const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static string? Text(DateTimeOffset? time) => time is { } value ? Text(value) : null;

    /// <exception cref="InvalidDataException">Somebody has put something else there.</exception>
    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new InvalidDataException(
                $"'{text}' in the database is not a time of the form {Text(DateTimeOffset.UnixEpoch)}");

    public static DateTimeOffset? ReadOrNull(string? text) => text is null ? null : Read(text);
}

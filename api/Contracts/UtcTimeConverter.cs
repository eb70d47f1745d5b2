using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyHa.Api.Contracts;

/// <summary>Times on the wire: RFC 3339, UTC, with Z and milliseconds; <c>2026-11-21T03:04:05.123Z</c>.</summary>
sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time)
            ? time.ToUniversalTime()
            : throw new JsonException("expected an RFC 3339 time such as 2026-11-21T03:04:05Z");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Text(value));
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>Reads <c>""</c>, or an object with <c>id</c> and <c>properties</c>, either of which may be missing.</summary>
sealed class ServerImageConverter : JsonConverter<ServerImage>
{
    public override ServerImage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            var text = reader.GetString();
            return text is { Length: > 0 } ? new ServerImage(text, null) : ServerImage.None;
        }

        using var image = JsonDocument.ParseValue(ref reader);
        if (image.RootElement.ValueKind is not JsonValueKind.Object)
            throw new JsonException("an image is neither a text nor an object");
        return new ServerImage(
            image.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null,
            image.RootElement.TryGetProperty("properties", out var properties) ? Texts(properties) : null);
    }

    public override void Write(Utf8JsonWriter writer, ServerImage value, JsonSerializerOptions options) =>
        throw new NotSupportedException("servers are only read");

    /// <summary>Numbers and booleans as they are written; what is no word is left out.</summary>
    static Dictionary<string, string>? Texts(JsonElement properties) => properties.ValueKind is not JsonValueKind.Object
        ? null
        : properties.EnumerateObject()
            .Where(p => p.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array))
            .DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Value.ToString());
}

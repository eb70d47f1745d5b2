using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>True for <c>""</c>, false for an image object.</summary>
sealed class EmptyImageConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String)
            return reader.ValueTextEquals(""u8);
        // The serializer has the whole value at hand before it calls; Skip would refuse all the same on a streamed
        // page.
        return reader.TrySkip() ? false : throw new JsonException("an image that breaks off");
    }

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) =>
        throw new NotSupportedException("servers are only read");
}

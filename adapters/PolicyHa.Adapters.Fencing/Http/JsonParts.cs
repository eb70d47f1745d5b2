using System.Text.Json;

namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>Parts of an answer, which need not be there, nor be what they should.</summary>
static class JsonParts
{
    /// <summary>Null: it is no JSON.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Child(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } owner && owner.TryGetProperty(name, out var value) ? value : null;

    /// <summary>Null: there is none, or it is no text.</summary>
    public static string? Text(JsonElement? parent, string name) => Text(Child(parent, name));

    public static IReadOnlyList<string> Texts(JsonElement? list) => [.. Items(list).Select(v => Text(v)).OfType<string>()];

    public static JsonElement.ArrayEnumerator Items(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } values ? values.EnumerateArray() : default;

    static string? Text(JsonElement? value)
    {
        try
        {
            return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;                                        // half a surrogate pair
        }
    }
}

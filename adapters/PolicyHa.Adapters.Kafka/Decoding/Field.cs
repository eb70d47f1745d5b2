using System.Text;
using System.Text.Json;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>One field of an event, still as bytes: most fields are only compared, never made into strings.</summary>
/// <param name="name">As operators look for it: <c>data.status</c>.</param>
/// <param name="kind"><see cref="JsonTokenType.None"/> when the event has no such field.</param>
/// <param name="raw">The value: a string's unescaped and without quotes, an object's with its braces.</param>
internal readonly ref struct Field(string name, JsonTokenType kind, ReadOnlySpan<byte> raw)
{
    public string Name { get; } = name;

    public JsonTokenType Kind { get; } = kind;

    public ReadOnlySpan<byte> Raw { get; } = raw;

    /// <summary>There, and not null.</summary>
    public bool IsThere => Kind is not (JsonTokenType.None or JsonTokenType.Null);

    public bool IsText => Kind == JsonTokenType.String;

    public string Text => Encoding.UTF8.GetString(Raw);

    /// <summary>For an error message: a string in its quotes.</summary>
    public string Shown => IsText ? $"\"{Problems.Quote(Raw)}\"" : Problems.Quote(Raw);

    public static Field Absent(string name) => new(name, JsonTokenType.None, default);

    public Field With(JsonTokenType kind, ReadOnlySpan<byte> raw) => new(Name, kind, raw);

    /// <summary>Compares without making a string.</summary>
    public bool Is(ReadOnlySpan<byte> text) => IsText && Raw.SequenceEqual(text);
}

using System.Globalization;
using System.Text.Json;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Api.Commands.Evaluation;

/// <summary>
/// Reads bindings: a mapping of names to values, or the published cases' entries
/// <c>{"key": "x", "value": {"value": {"int64_value": "1"}}}</c>, one or a list. A value carries its type, or is plain
/// JSON that has only one reading.
/// </summary>
sealed class BindingReader
{
    public const string MessagePrefix = "type.googleapis.com/google.protobuf.";

    readonly Dictionary<string, CelValue> values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, CelValue> Values => values;

    /// <summary>The first kind of value that the language does not have.</summary>
    public string? Unsupported { get; private set; }

    /// <summary>The first thing that cannot be read.</summary>
    public string? Mistake { get; private set; }

    /// <param name="bindings">Undefined and null are no bindings.</param>
    public void ReadAll(JsonElement bindings)
    {
        switch (bindings.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                break;
            case JsonValueKind.Array:
                foreach (var entry in bindings.EnumerateArray())
                    ReadEntry(entry);
                break;
            case JsonValueKind.Object when IsEntry(bindings):
                ReadEntry(bindings);
                break;
            case JsonValueKind.Object:
                foreach (var property in bindings.EnumerateObject())
                    Add(property.Name, Read(property.Value));
                break;
            default:
                Wrong("\"bindings\" must be an object of names and values");
                break;
        }
    }

    static bool IsEntry(JsonElement json) => json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String
        && json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Object;

    void ReadEntry(JsonElement entry)
    {
        if (IsEntry(entry))
            Add(entry.GetProperty("key").GetString()!, Read(entry.GetProperty("value")));
        else
            Wrong("a binding in a list must be {\"key\": NAME, \"value\": {...}}");
    }

    void Add(string name, CelValue value)
    {
        if (name.Length == 0)
            Wrong("a binding has no name");
        else if (!values.TryAdd(name, value))
            Wrong($"'{name}' is bound twice");
    }

    CelValue Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => ReadTyped(json),
        JsonValueKind.Array => CelValue.Of([.. json.EnumerateArray().Select(Read)]),
        JsonValueKind.String => CelValue.Of(json.GetString()!),
        JsonValueKind.True or JsonValueKind.False => CelValue.Of(json.GetBoolean()),
        JsonValueKind.Null => CelValue.Null,
        _ => json.TryGetInt64(out var whole) ? CelValue.Of(whole) : ReadDouble(json),
    };

    CelValue ReadTyped(JsonElement json)
    {
        if (json.EnumerateObject().ToArray() is not [var only])
            return Wrong("a typed value is an object with one key, such as {\"int64_value\": \"1\"}");
        return only.Name switch
        {
            "value" => Read(only.Value),
            "null_value" => CelValue.Null,
            "bool_value" => ReadBool(only.Value),
            "int64_value" => long.TryParse(only.Value.ToString(), CultureInfo.InvariantCulture, out var whole)
                ? CelValue.Of(whole)
                : Wrong($"int64_value '{only.Value}' is no whole number of 64 bits"),
            "double_value" => ReadDouble(only.Value),
            "string_value" when only.Value.ValueKind == JsonValueKind.String => CelValue.Of(only.Value.GetString()!),
            "list_value" => CelValue.Of([.. Many(only.Value, "values").Select(Read)]),
            "map_value" => ReadMap(only.Value),
            "object_value" => ReadMessage(only.Value),
            _ => Without($"a value of kind '{only.Name}' is not supported"),
        };
    }

    CelValue ReadBool(JsonElement json) => json.ToString().ToLowerInvariant() switch
    {
        "true" => CelValue.True,
        "false" => CelValue.False,
        _ => Wrong($"bool_value '{json}' is neither true nor false"),
    };

    CelValue ReadDouble(JsonElement json) => json.ToString().ToLowerInvariant() switch
    {
        "inf" or "infinity" => CelValue.Of(double.PositiveInfinity),
        "-inf" or "-infinity" => CelValue.Of(double.NegativeInfinity),
        "nan" => CelValue.Of(double.NaN),
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) => CelValue.Of(number),
        _ => Wrong($"'{json}' is no number of double precision"),
    };

    CelValue ReadMap(JsonElement json)
    {
        var map = new CelMapTable();
        foreach (var entry in Many(json, "entries"))
        {
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("key", out var key)
                || !entry.TryGetProperty("value", out var value))
                return Wrong("an entry of map_value must be {\"key\": {...}, \"value\": {...}}");
            if (!map.TryAdd(Read(key), Read(value)))
                return Wrong($"map key {key} is there twice, or is not an int, bool or string");
        }

        return CelValue.Of(map);
    }

    /// <summary>Times are messages: <c>{"[type.googleapis.com/…Duration]": {"seconds": "1"}}</c>.</summary>
    CelValue ReadMessage(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().ToArray() is not [var message])
            return Wrong("object_value is an object with one key, the name of its type");
        var name = message.Name.Trim('[', ']');
        var kind = name.StartsWith(MessagePrefix, StringComparison.Ordinal) ? name[MessagePrefix.Length..] : "";
        if (kind is not ("Timestamp" or "Duration"))
            return Without($"a message of type '{name}' is not supported");
        if (!TryReadPart(message.Value, "seconds", out var seconds)
            || !TryReadPart(message.Value, "nanos", out var nanos) || Math.Abs(nanos) > 999_999_999)
            return Wrong($"{kind} needs whole numbers as seconds and nanos");
        if (kind == "Timestamp")
        {
            return CelTimestamp.TryCreate(seconds, (int)nanos, out var time)
                ? CelValue.Of(time)
                : Wrong("the timestamp is outside the years 1 to 9999");
        }

        var total = ((Int128)seconds * 1_000_000_000) + nanos;
        return total >= long.MinValue && total <= long.MaxValue
            ? CelValue.Of(new CelDuration((long)total))
            : Without("durations beyond 292 years are not supported");
    }

    static bool TryReadPart(JsonElement message, string name, out long number)
    {
        number = 0;
        return message.ValueKind == JsonValueKind.Object && (!message.TryGetProperty(name, out var part)
            || long.TryParse(part.ToString(), CultureInfo.InvariantCulture, out number));
    }

    /// <summary>A repeated field: the published cases write one element without brackets.</summary>
    List<JsonElement> Many(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object)
            Wrong($"an object with \"{name}\" is wanted, this is {parent.ValueKind}");
        else if (parent.TryGetProperty(name, out var value))
            return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return [];
    }

    CelValue Wrong(string message)
    {
        Mistake ??= message;
        return CelValue.Null;
    }

    CelValue Without(string message)
    {
        Unsupported ??= message;
        return CelValue.Null;
    }
}

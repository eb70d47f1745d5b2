using System.Globalization;
using System.Text.Json;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions.Conformance;

/// <summary>Types and values as the cases write them. Null means: our language has no such thing.</summary>
static class ConformanceJson
{
    /// <summary>A repeated field: the JSON writes one element without brackets.</summary>
    public static IEnumerable<JsonElement> Many(JsonElement parent, string name) => !parent.TryGetProperty(name, out var value)
        ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    public static CelType? TypeOf(JsonElement json)
    {
        var property = json.EnumerateObject().First();
        return property.Name switch
        {
            "primitive" => property.Value.GetString() switch
            {
                "BOOL" => CelType.Bool,
                "INT64" => CelType.Int,
                "DOUBLE" => CelType.Double,
                "STRING" => CelType.String,
                _ => null,
            },
            "null" => CelType.Null,
            "dyn" => CelType.Dyn,
            "well_known" => WellKnown(property.Value.GetString()!),
            "message_type" => WellKnown(property.Value.GetString()!),
            "list_type" => TypeOf(property.Value.GetProperty("elem_type")) is { } element ? CelType.List(element) : null,
            "map_type" => TypeOf(property.Value.GetProperty("key_type")) is { } key
                && TypeOf(property.Value.GetProperty("value_type")) is { } value
                    ? CelType.Map(key, value)
                    : null,
            _ => null,
        };
    }

    public static CelValue? ValueOf(JsonElement json)
    {
        var property = json.EnumerateObject().First();
        var value = property.Value;
        switch (property.Name)
        {
            case "null_value":
                return CelValue.Null;
            case "bool_value":
                return CelValue.Of(value.GetString() == "true");
            case "int64_value":
                return CelValue.Of(long.Parse(value.GetString()!, CultureInfo.InvariantCulture));
            case "double_value":
                return CelValue.Of(Number(value.GetString()!));
            case "string_value":
                return CelValue.Of(value.GetString()!);
            case "list_value":
                var elements = Many(value, "values").Select(ValueOf).ToArray();
                return elements.Any(e => e is null) ? null : CelValue.Of(elements.Select(e => e!.Value).ToArray());
            case "map_value":
                var map = new CelMapTable();
                foreach (var entry in Many(value, "entries"))
                {
                    if (ValueOf(entry.GetProperty("key")) is not { } k || ValueOf(entry.GetProperty("value")) is not { } v
                        || !map.TryAdd(k, v))
                        return null;
                }
                return CelValue.Of(map);
            case "object_value":
                return Message(value.EnumerateObject().First());
            default:
                return null;
        }
    }

    static CelType? WellKnown(string name) => name switch
    {
        "TIMESTAMP" or "google.protobuf.Timestamp" => CelType.Timestamp,
        "DURATION" or "google.protobuf.Duration" => CelType.Duration,
        _ => null,
    };

    static CelValue? Message(JsonProperty message)
    {
        var seconds = Part("seconds");
        var nanos = Part("nanos");
        return message.Name switch
        {
            "[type.googleapis.com/google.protobuf.Timestamp]" when CelTimestamp.TryCreate(seconds, (int)nanos, out var time) =>
                CelValue.Of(time),
            "[type.googleapis.com/google.protobuf.Duration]" => CelValue.Of(new CelDuration((seconds * 1_000_000_000) + nanos)),
            _ => null,
        };

        long Part(string name) => message.Value.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && long.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    static double Number(string text) => text switch
    {
        "inf" or "Infinity" => double.PositiveInfinity,
        "-inf" or "-Infinity" => double.NegativeInfinity,
        "nan" or "NaN" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}

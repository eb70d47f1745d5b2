using System.Globalization;
using System.Text.Json;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Api.Commands.Evaluation;

/// <summary>
/// Writes a value with its type, as the published CEL cases do: <c>{"int64_value":"1"}</c>. Scalars are texts, so that
/// no reader of JSON rounds them.
/// </summary>
static class TypedValueWriter
{
    const long NanosPerSecond = 1_000_000_000;

    /// <summary>The type of a part that cannot be written; null when all of it can.</summary>
    public static string? KindWithoutForm(in CelValue value) => value.Kind switch
    {
        CelValueKind.List => value.List.Select(v => KindWithoutForm(v)).FirstOrDefault(k => k is not null),
        CelValueKind.Map => value.Map.Select(e => KindWithoutForm(e.Value)).FirstOrDefault(k => k is not null),
        CelValueKind.Address or CelValueKind.Network or CelValueKind.Object or CelValueKind.Absent => value.TypeName,
        _ => null,
    };

    public static void Write(Utf8JsonWriter json, in CelValue value)
    {
        json.WriteStartObject();
        switch (value.Kind)
        {
            case CelValueKind.Null:
                json.WriteString("null_value", "NULL_VALUE");
                break;
            case CelValueKind.Bool:
                json.WriteString("bool_value", value.IsTrue ? "true" : "false");
                break;
            case CelValueKind.Int:
                json.WriteString("int64_value", value.Int.ToString(CultureInfo.InvariantCulture));
                break;
            case CelValueKind.Double:
                json.WriteString("double_value", Number(value.Double));
                break;
            case CelValueKind.String:
                json.WriteString("string_value", value.Text);
                break;
            case CelValueKind.Timestamp:
                WriteMessage(json, "Timestamp", value.Timestamp.Seconds, value.Timestamp.Nanos);
                break;
            case CelValueKind.Duration:
                var (seconds, nanos) = Math.DivRem(value.Duration.Nanoseconds, NanosPerSecond);
                WriteMessage(json, "Duration", seconds, nanos);
                break;
            case CelValueKind.List:
                WriteList(json, value.List);
                break;
            case CelValueKind.Map:
                WriteMap(json, value.Map);
                break;
            default:
                throw new InvalidOperationException($"{value.TypeName} has no form; ask {nameof(KindWithoutForm)}.");
        }

        json.WriteEndObject();
    }

    static string Number(double value) => double.IsPositiveInfinity(value) ? "inf"
        : double.IsNegativeInfinity(value) ? "-inf"
        : double.IsNaN(value) ? "nan"
        : value.ToString("R", CultureInfo.InvariantCulture);

    static void WriteMessage(Utf8JsonWriter json, string name, long seconds, long nanos)
    {
        json.WriteStartObject("object_value");
        json.WriteStartObject($"[{BindingReader.MessagePrefix}{name}]");
        json.WriteString("seconds", seconds.ToString(CultureInfo.InvariantCulture));
        json.WriteString("nanos", nanos.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteList(Utf8JsonWriter json, CelList list)
    {
        json.WriteStartObject("list_value");
        json.WriteStartArray("values");
        foreach (var element in list)
            Write(json, element);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteMap(Utf8JsonWriter json, CelMap map)
    {
        json.WriteStartObject("map_value");
        json.WriteStartArray("entries");
        foreach (var (key, value) in map)
        {
            json.WriteStartObject();
            json.WritePropertyName("key");
            Write(json, key);
            json.WritePropertyName("value");
            Write(json, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

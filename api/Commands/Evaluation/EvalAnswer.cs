using System.Buffers;
using System.Text;
using System.Text.Json;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Api.Commands.Evaluation;

/// <summary>What came of an expression, as one line of JSON in plain ASCII.</summary>
static class EvalAnswer
{
    public static string Error(string message) => Print(json => json.WriteString("error", message));

    /// <summary>Valid CEL, or a value of it, that we leave out on purpose.</summary>
    public static string Unsupported(string message) => Print(json => json.WriteString("unsupported", message));

    /// <summary>Of an expression that does not compile.</summary>
    public static string Of(IReadOnlyList<CelProblem> problems)
    {
        var leftOut = problems.FirstOrDefault(p => p.Code is CelProblemCode.NotSupported or CelProblemCode.Limit);
        var first = leftOut ?? problems[0];
        var message = first.Hint is { } hint ? $"{first.Message}; {hint}" : first.Message;
        return leftOut is null ? Error(message) : Unsupported(message);
    }

    public static string Of(CelValue value)
    {
        if (value.IsError)
            return Error(value.Error.Message);
        if (TypedValueWriter.KindWithoutForm(value) is { } kind)
            return Unsupported($"a value of type {kind} has no form in JSON; write string(...)");
        return Print(json =>
        {
            json.WritePropertyName("value");
            TypedValueWriter.Write(json, value);
        });
    }

    static string Print(Action<Utf8JsonWriter> content)
    {
        var bytes = new ArrayBufferWriter<byte>();
        // Lists hold lists as deep as expressions nest; the default of 64 levels would be too few.
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { MaxDepth = 1000 }))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}

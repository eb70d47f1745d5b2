using System.Text.Json;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Api.Commands.Evaluation;

/// <summary>
/// A line of <c>eval --batch</c>: <c>{"expr","bindings"}</c> in, one of <c>{"value"}</c>, <c>{"error"}</c> and
/// <c>{"unsupported"}</c> out. The expression is not type-checked: its variables are whatever the bindings hold.
/// </summary>
static class EvalBatch
{
    /// <summary>Never throws for what the line holds.</summary>
    public static string Answer(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Answer(document.RootElement);
        }
        catch (JsonException wrong)
        {
            return EvalAnswer.Error($"the line is not JSON (byte {wrong.BytePositionInLine + 1})");
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString refuses half a surrogate pair (\ud800) this way.
            return EvalAnswer.Error("a text in the line is not valid Unicode");
        }
    }

    static string Answer(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
            return EvalAnswer.Error("the line must be a JSON object {\"expr\", \"bindings\"}");
        if (!line.TryGetProperty("expr", out var expr) || expr.ValueKind != JsonValueKind.String)
            return EvalAnswer.Error("\"expr\" is missing, or is not a text");
        if (line.TryGetProperty("container", out var container) && container.ToString().Length > 0)
            return EvalAnswer.Unsupported("containers are not supported; write names in full");

        var bindings = new BindingReader();
        bindings.ReadAll(line.TryGetProperty("bindings", out var given) ? given : default);
        if (bindings.Unsupported is { } unsupported)
            return EvalAnswer.Unsupported(unsupported);
        return bindings.Mistake is { } mistake
            ? EvalAnswer.Error(mistake)
            : Answer(expr.GetString()!, bindings.Values);
    }

    static string Answer(string expression, IReadOnlyDictionary<string, CelValue> values)
    {
        var environment = values.Keys.Aggregate(CelEnvironment.Empty, (all, name) => all.With(name, CelType.Dyn));
        var result = CelCompiler.CompileUnchecked(expression, environment);
        if (!result.IsValid)
            return EvalAnswer.Of(result.Problems);

        var activation = environment.NewActivation();
        foreach (var (name, value) in values)
            activation.Set(name, value);
        return EvalAnswer.Of(result.Program.Evaluate(activation));
    }
}

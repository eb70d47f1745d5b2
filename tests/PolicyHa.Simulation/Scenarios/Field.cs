using System.Globalization;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads values of scenario files, and says exactly what is wrong with one.</summary>
/// <param name="unknown">The code of a name that means nothing.</param>
sealed class Field(ProblemLog problems, string unknown = ProblemCode.UnknownName)
{
    public TimeSpan? Duration(YamlScalar? scalar, TimeSpan? max = null)
    {
        if (scalar is null)
            return null;
        if (Durations.TryParse(scalar.Value, out var value))
        {
            if (value <= (max ?? value))
                return value;
            problems.Add(ProblemCode.BadLiteral, scalar.Span, $"{scalar.Value} is too long", $"at most {Durations.Text(max!.Value)}");
            return null;
        }

        problems.Add(ProblemCode.BadLiteral, scalar.Span, $"'{scalar.Value}' is not a duration", "write 10s, 5m, 1h30m or 250ms");
        return null;
    }

    public int? Number(YamlScalar? scalar, int max = int.MaxValue)
    {
        if (scalar is null)
            return null;
        if (int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            if (value <= max)
                return value;
            problems.Add(ProblemCode.BadLiteral, scalar.Span, $"{scalar.Value} is too many", string.Create(CultureInfo.InvariantCulture, $"at most {max}"));
            return null;
        }

        problems.Add(ProblemCode.BadLiteral, scalar.Span, $"'{scalar.Value}' is not a whole number from 0 up");
        return null;
    }

    /// <summary>A rule language; more than a few programs would not show more.</summary>
    public int? Language(YamlScalar? scalar)
    {
        const int most = 9;
        if (Number(scalar, most) is not { } language)
            return null;
        if (language == 0)
            problems.Add(ProblemCode.BadLiteral, scalar!.Span, "the first rule language is 1");
        return language;
    }

    public bool? Flag(YamlScalar? scalar)
    {
        if (scalar is null)
            return null;
        if (scalar.Value is "true" or "false")
            return scalar.Value == "true";
        problems.Add(ProblemCode.BadLiteral, scalar.Span, $"'{scalar.Value}' is neither true nor false");
        return null;
    }

    /// <summary>One of these words.</summary>
    public string? Word(YamlScalar? scalar, string what, params IReadOnlyList<string> words)
    {
        if (scalar is null || words.Contains(scalar.Value))
            return scalar?.Value;
        problems.Add(ProblemCode.UnknownValue, scalar.Span, $"'{scalar.Value}' is not {what}", $"one of: {string.Join(", ", words)}");
        return null;
    }

    /// <summary>A text, or a list of texts.</summary>
    public IReadOnlyList<YamlScalar> Texts(YamlNode? node)
    {
        switch (node)
        {
            case null:
                return [];
            case YamlScalar one:
                return [one];
            case YamlSequence many when many.Items.All(i => i is YamlScalar):
                return [.. many.Items.Cast<YamlScalar>()];
            default:
                problems.Add(ProblemCode.WrongShape, node.Span, $"this must be a text or a list of texts, it is {node.Shape}");
                return [];
        }
    }

    /// <summary>Names with texts.</summary>
    public Dictionary<string, string> Params(YamlMapping? mapping)
    {
        var overrides = new Dictionary<string, string>();
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (entry.Value is YamlScalar scalar)
                overrides[entry.Key.Value] = scalar.Value;
            else
                Wrong(entry.Value, "a param's value must be a text");
        }

        return overrides;
    }

    public void Wrong(YamlNode at, string message, string? hint = null) => problems.Add(ProblemCode.WrongShape, at.Span, message, hint);

    public void Unknown(YamlNode at, string message, string? hint = null) => problems.Add(unknown, at.Span, message, hint);
}

using System.Globalization;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>Reads the values of params as operators write them: <c>10s</c>, <c>2</c>, <c>true</c>, any text.</summary>
static class ParamLiteral
{
    /// <summary>The types a param may have, by the words of rule files.</summary>
    public static readonly IReadOnlyDictionary<string, CelType> Types = new Dictionary<string, CelType>
    {
        ["duration"] = CelType.Duration,
        ["int"] = CelType.Int,
        ["bool"] = CelType.Bool,
        ["string"] = CelType.String,
    };

    public static CelValue? Read(string text, CelType type) => type.Kind switch
    {
        CelTypeKind.Duration when Durations.TryParse(text, out var span) => CelValue.Of(CelDuration.From(span)),
        CelTypeKind.Int when IsNumber(text, out var number) => CelValue.Of(number),
        CelTypeKind.Bool when text is "true" or "false" => CelValue.Of(text is "true"),
        CelTypeKind.String => CelValue.Of(text),
        _ => null,
    };

    /// <summary>The type in a sentence: "a duration", "an int".</summary>
    public static string Noun(CelType type) => type.Kind == CelTypeKind.Int ? "an int" : $"a {type}";

    /// <summary>How to write a value of the type.</summary>
    public static string Example(CelType type) => type.Kind switch
    {
        CelTypeKind.Duration => "write a duration: 10s, 5m, 1h30m",
        CelTypeKind.Int => "write a whole number: 2",
        CelTypeKind.Bool => "write true or false",
        _ => "write a text",
    };

    /// <summary>Whether a lies before b; only for durations and ints.</summary>
    public static bool IsLess(in CelValue a, in CelValue b) =>
        a.Kind == CelValueKind.Duration ? a.Duration < b.Duration : a.Int < b.Int;

    public static bool HasOrder(CelType type) => type.Kind is CelTypeKind.Duration or CelTypeKind.Int;

    static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>As operators write it.</summary>
    public static string Print(in CelValue value) => value.Kind switch
    {
        CelValueKind.Duration => Durations.Text(value.Duration.ToTimeSpan()),
        CelValueKind.String => value.Text,
        _ => value.ToString(),
    };
}

using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Gives every param its value, and checks it against type and range.</summary>
/// <param name="overrides">Values from outside, by bare name.</param>
sealed class ParamBinder(IReadOnlyDictionary<string, string> overrides, ProblemLog problems)
{
    /// <summary>Where problems with overrides are said to be.</summary>
    public const string OverridesPlace = "(param overrides)";

    public ParamSet Bind(IReadOnlyList<ParamSyntax> declarations)
    {
        var values = declarations.Select(Bind).OfType<ParamValue>().ToList();
        var declared = declarations.Select(d => d.Name.Value).ToList();
        foreach (var name in overrides.Keys.Order(StringComparer.Ordinal).Where(n => !declared.Contains(n)))
        {
            problems.Add(ProblemCode.UnknownParam, OverridesPlace, $"the policy has no param '{name}'",
                Spelling.Hint(name, declared) ?? $"params are: {string.Join(", ", declared)}");
        }

        return new ParamSet(values);
    }

    /// <summary>Whether expressions can say it behind a dot.</summary>
    public static bool IsName(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && name is [not (>= '0' and <= '9'), ..];

    ParamValue? Bind(ParamSyntax param)
    {
        var name = param.Name.Value;
        if (!IsName(name))
        {
            problems.Add(ProblemCode.BadLiteral, param.Name.Span, $"'{name}' cannot be the name of a param",
                "letters, digits and _, so that expressions can say params.name");
        }

        if (!ParamLiteral.Types.TryGetValue(param.Type.Value, out var type))
        {
            problems.Add(ProblemCode.UnknownValue, param.Type.Span, $"'{param.Type.Value}' is not a type of params",
                Spelling.Hint(param.Type.Value, ParamLiteral.Types.Keys)
                    ?? $"types are: {string.Join(", ", ParamLiteral.Types.Keys)}");
            return null;
        }

        var (min, max) = (Bound(param, param.Min, type), Bound(param, param.Max, type));
        if (Read(param.Default, type, param.Name.Value) is not { } standard)
            return null;
        if (RangeProblem(standard, min, max) is { } wrong)
            problems.Add(ProblemCode.ParamValue, param.Default.Span, $"the default of '{param.Name.Value}' {wrong}");
        var value = Override(param.Name.Value, type, min, max) ?? standard;
        return new ParamValue(param.Name.Value, type, value, param.Name.Span);
    }

    CelValue? Bound(ParamSyntax param, YamlScalar? bound, CelType type)
    {
        if (bound is null || ParamLiteral.HasOrder(type))
            return bound is null ? null : Read(bound, type, param.Name.Value);
        problems.Add(ProblemCode.WrongType, bound.Span, $"{ParamLiteral.Noun(type)} has no smallest or greatest value");
        return null;
    }

    CelValue? Read(YamlScalar text, CelType type, string name)
    {
        if (ParamLiteral.Read(text.Value, type) is { } value)
            return value;
        problems.Add(ProblemCode.BadLiteral, text.Span,
            $"'{text.Value}' is not {ParamLiteral.Noun(type)} (param '{name}')", ParamLiteral.Example(type));
        return null;
    }

    CelValue? Override(string name, CelType type, CelValue? min, CelValue? max)
    {
        if (!overrides.TryGetValue(name, out var text))
            return null;
        if (ParamLiteral.Read(text, type) is not { } value)
            problems.Add(ProblemCode.BadLiteral, OverridesPlace,
                $"'{text}' is not {ParamLiteral.Noun(type)} (param '{name}')", ParamLiteral.Example(type));
        else if (RangeProblem(value, min, max) is { } wrong)
            problems.Add(ProblemCode.ParamValue, OverridesPlace, $"the value of '{name}' {wrong}");
        else
            return value;
        return null;
    }

    static string? RangeProblem(CelValue value, CelValue? min, CelValue? max)
    {
        if (min is { } low && ParamLiteral.IsLess(value, low))
            return $"is {ParamLiteral.Print(value)}, less than its min {ParamLiteral.Print(low)}";
        return max is { } high && ParamLiteral.IsLess(high, value)
            ? $"is {ParamLiteral.Print(value)}, more than its max {ParamLiteral.Print(high)}"
            : null;
    }
}

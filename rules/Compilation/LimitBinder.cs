using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>limits</c>. What a file does not say is limited all the same, by the defaults here.</summary>
sealed class LimitBinder(ParamSet parameters, ProblemLog problems)
{
    const string FencingPerSegment = "fencing-per-segment";
    const string Storm = "storm";

    /// <summary>Without a limit in the file: two hosts of a segment at a time.</summary>
    public const int FencingPerSegmentDefault = 2;

    /// <summary>Without a limit in the file: 30 percent of a segment.</summary>
    public const int StormShareDefault = 30;

    public PolicyLimits Bind(IReadOnlyList<LimitSyntax> limits)
    {
        var bound = new PolicyLimits
        {
            FencingPerSegmentMax = FencingPerSegmentDefault,
            StormSharePercent = StormShareDefault,
            FencingAt = RuleSource.BuiltIn,
            StormAt = RuleSource.BuiltIn,
        };
        foreach (var limit in limits)
        {
            switch (limit.Name.Value)
            {
                case FencingPerSegment when Number(limit, limit.Max, limit.MaxShare, "max", 0, 1_000) is { } max:
                    bound = bound with { FencingPerSegmentMax = max, FencingAt = limit.Span.Place };
                    break;
                case Storm when Number(limit, limit.MaxShare, limit.Max, "max-share", 1, 100) is { } share:
                    bound = bound with { StormSharePercent = share, StormAt = limit.Span.Place };
                    break;
                case not (FencingPerSegment or Storm):
                    problems.Add(ProblemCode.UnknownValue, limit.Name.Span, $"'{limit.Name.Value}' is not a limit",
                        KnownWord.Hint(limit.Name.Value, [FencingPerSegment, Storm]));
                    break;
            }
        }

        return bound;
    }

    int? Number(LimitSyntax limit, YamlScalar? wanted, YamlScalar? stray, string key, int min, int max)
    {
        if (stray is not null)
            problems.Add(ProblemCode.UnknownKey, stray.Span, $"the limit '{limit.Name.Value}' is given by '{key}'");
        if (wanted is null)
        {
            if (stray is null)
                problems.Add(ProblemCode.MissingKey, limit.Span,
                    $"the limit '{limit.Name.Value}' needs the key '{key}'");
            return null;
        }

        if (ValueOf(wanted) is not { } number)
            return null;
        if (number >= min && number <= max)
            return (int)number;
        problems.Add(ProblemCode.ParamValue, wanted.Span, $"'{key}' is {number}, it must be from {min} to {max}");
        return null;
    }

    long? ValueOf(YamlScalar text)
    {
        if (ParamSet.BareName(text.Value) is { } name)
            return ParamNumber(text, name);
        if (ParamLiteral.Read(text.Value, CelType.Int) is { } literal)
            return literal.Int;
        problems.Add(ProblemCode.BadLiteral, text.Span, $"'{text.Value}' is neither a whole number nor params.<name>");
        return null;
    }

    long? ParamNumber(YamlScalar text, string name)
    {
        if (parameters.Use(name) is not { } param)
            problems.Add(ProblemCode.UnknownParam, text.Span, $"the policy has no '{text.Value}'",
                Spelling.Hint(text.Value, parameters.QualifiedNames));
        else if (param.Type.Kind != CelTypeKind.Int)
            problems.Add(ProblemCode.WrongType, text.Span,
                $"'{text.Value}' is {ParamLiteral.Noun(param.Type)}, the limit needs an int");
        else
            return param.Value.Int;
        return null;
    }
}

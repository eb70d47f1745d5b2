using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Reads a value that is written as it stands or as <c>params.name</c>.</summary>
sealed class ParamReader(ParamSet parameters, ProblemLog problems)
{
    /// <summary>Null when it is neither; the problem says why.</summary>
    /// <param name="span">Where the text stands.</param>
    public CelValue? Read(string text, SourceSpan span, CelType type)
    {
        if (ParamSet.BareName(text) is { } name)
            return ParamOf(text, name, span, type);
        if (ParamLiteral.Read(text, type) is { } literal)
            return literal;
        problems.Add(ProblemCode.BadLiteral, span, $"'{text}' is not {ParamLiteral.Noun(type)}",
            $"{ParamLiteral.Example(type)}; or params.<name>");
        return null;
    }

    CelValue? ParamOf(string text, string name, SourceSpan span, CelType type)
    {
        if (parameters.Use(name) is not { } param)
            problems.Add(ProblemCode.UnknownParam, span, $"the policy has no '{text}'",
                Spelling.Hint(text, parameters.QualifiedNames));
        else if (param.Type.Kind != type.Kind)
            problems.Add(ProblemCode.WrongType, span,
                $"'{text}' is {ParamLiteral.Noun(param.Type)}, wanted {ParamLiteral.Noun(type)}");
        else
            return param.Value;
        return null;
    }
}

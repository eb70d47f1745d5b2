using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles the expressions of one scope and reports what is wrong at its place in the file.</summary>
sealed class ExpressionBinder(CelEnvironment environment, ParamSet parameters, Horizons horizons, ProblemLog problems)
{
    public CelEnvironment Environment => environment;

    /// <summary>A condition; one that does not depend on anything gets a warning.</summary>
    public CelProgram? Condition(YamlScalar text)
    {
        var program = Compile(PipeCell.Of(text), 0, CelType.Bool);
        if (program is { IsConstant: true })
        {
            problems.Add(ProblemCode.ConstantCondition, text.Span,
                "the condition is the same for every host and instance",
                "leave it out, or ask for a field of host or instance");
        }

        return program;
    }

    /// <summary>The part of a cell from <paramref name="start"/> on.</summary>
    public CelProgram? Compile(PipeCell cell, int start, CelType expected)
    {
        var result = CelCompiler.Compile(cell.Text[start..], environment, expected);
        foreach (var problem in result.Problems)
            Report(problem, cell, start);
        if (!result.IsValid)
            return null;
        foreach (var literal in result.Program.DurationLiterals)
            horizons.Add(literal.ToTimeSpan());
        foreach (var name in result.Program.FieldsUsed.Select(ParamSet.BareName).OfType<string>())
        {
            if (parameters.Use(name) is { Type.Kind: CelTypeKind.Duration } param)
                horizons.Add(param.Value.Duration.ToTimeSpan());
        }

        return result.Program;
    }

    void Report(CelProblem problem, PipeCell cell, int start)
    {
        var at = cell.SpanOf(start + problem.Offset, problem.Length);
        var behind = cell.Text[(start + problem.Offset)..];
        var text = behind[..Math.Min(problem.Length, behind.Length)];
        problems.Add(ExpressionProblem.CodeOf(problem), at, problem.Message,
            problem.Hint ?? Spelling.Hint(text, parameters.QualifiedNames));
    }
}

using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;
using PolicyHa.Rules.Verification;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles the expressions of one environment and reports what is wrong at its place in the file.</summary>
sealed class ExpressionBinder(CelEnvironment environment, PolicyScope scope)
{
    CelActivation? constants;

    public CelEnvironment Environment => environment;

    /// <summary>A condition; one that does not depend on anything gets a warning.</summary>
    public CelProgram? Condition(YamlScalar text)
    {
        var program = Compile(PipeCell.Of(text), 0, CelType.Bool);
        if (program is not null && (program.IsConstant || SameAnswer.Of(program, environment) is not null))
        {
            var answer = SameAnswer.Of(program, environment) switch { true => "true", false => "false", null => "the same" };
            scope.Problems.Add(ProblemCode.ConstantCondition, text.Span,
                $"the condition is {answer} for every host and instance",
                "leave it out, or ask for a field of host or instance");
        }

        return program;
    }

    /// <summary>The part of a cell from <paramref name="start"/> on.</summary>
    public CelProgram? Compile(PipeCell cell, int start, CelType expected) =>
        Noted(CelCompiler.Compile(cell.Text[start..], environment, expected), cell, start);

    /// <summary>Anything, an age too: whoever asks sees to what it is compared with.</summary>
    public CelProgram? CompileAge(PipeCell cell) => Noted(CelCompiler.CompileAge(cell.Text, environment, CelType.Dyn), cell, 0);

    CelProgram? Noted(CelResult result, PipeCell cell, int start)
    {
        foreach (var problem in result.Problems)
            Report(problem, cell, start);
        if (!result.IsValid)
            return null;
        foreach (var bound in result.Program.AgeBounds)
        {
            if (bound.In(constants ??= scope.Params.SetIn(environment.NewActivation())) is { } horizon)
                scope.Horizons.Add(horizon);
        }

        foreach (var name in result.Program.FieldsUsed)
            Use(name);
        return result.Program;
    }

    void Use(string name)
    {
        if (ParamSet.BareName(name) is { } param)
            scope.Params.Use(param);
        else if (name == PolicySchema.Now)
            scope.Horizons.AddNow();
        else
            scope.Vars.Use(name);
    }

    void Report(CelProblem problem, PipeCell cell, int start)
    {
        var at = cell.SpanOf(start + problem.Offset, problem.Length);
        var behind = cell.Text[(start + problem.Offset)..];
        var text = behind[..Math.Min(problem.Length, behind.Length)];
        if (scope.Vars.IsRefused(text))
            return;
        scope.Problems.Add(ExpressionProblem.CodeOf(problem), at, problem.Message,
            problem.Hint ?? HintOfVar(text) ?? Spelling.Hint(text, scope.Params.QualifiedNames.Concat(scope.Vars.QualifiedNames)));
    }

    string? HintOfVar(string text) => scope.Vars.Use(text) is { } misplaced
        ? $"'{text}' reads {string.Join(" and ", misplaced.Roots.Where(r => environment.Find(r) is null))}, which is not there"
        : null;
}

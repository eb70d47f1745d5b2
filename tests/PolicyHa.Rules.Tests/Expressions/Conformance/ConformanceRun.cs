using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions.Conformance;

enum Verdict
{
    /// <summary>The expected value, or an error where one is expected.</summary>
    Right,

    /// <summary>
    /// Refused by name at load, or in need of something the language cannot be given (a protobuf message, a container).
    /// </summary>
    Refused,

    /// <summary>
    /// A load or evaluation error where a value is expected: no wrong answer, but no good one either.
    /// </summary>
    Unexplained,

    /// <summary>Another value than expected, or a value where an error is expected.</summary>
    Wrong,
}

/// <summary>Runs one case and judges what came out.</summary>
static class ConformanceRun
{
    public static (Verdict Verdict, string Because) Judge(ConformanceCase test, bool isChecked)
    {
        if (test.HasContainer)
            return (Verdict.Refused, "needs a container");
        var environment = CelEnvironment.Empty;
        foreach (var declaration in test.Declarations)
        {
            if (!declaration.TryGetProperty("ident", out var identifier)
                || ConformanceJson.TypeOf(identifier.GetProperty("type")) is not { } type)
                return (Verdict.Refused, "needs a declaration we have no type for");
            environment = environment.With(declaration.GetProperty("name").GetString()!, type);
        }

        var values = new List<(string Name, CelValue Value)>();
        foreach (var binding in test.Bindings)
        {
            var name = binding.GetProperty("key").GetString()!;
            if (!binding.GetProperty("value").TryGetProperty("value", out var json) || ConformanceJson.ValueOf(json) is not { } value)
                return (Verdict.Refused, "needs a value we have no kind for");
            if (environment.Find(name) is null)
                environment = environment.With(name, CelType.Dyn);
            values.Add((name, value));
        }

        var result = isChecked
            ? CelCompiler.Compile(test.Expression, environment, CelType.Dyn)
            : CelCompiler.CompileUnchecked(test.Expression, environment);
        if (!result.IsValid)
            return JudgeProblems(test, result.Problems);
        if (test.ExpectedType is { } typeJson && ConformanceJson.TypeOf(typeJson)?.ToString() is var wanted
            && wanted != result.Program.ResultType.ToString())
            return (Verdict.Wrong, $"type {result.Program.ResultType}, wanted {wanted}");
        if (test.IsCheckOnly)
            return (Verdict.Right, "type");

        var activation = environment.NewActivation();
        foreach (var (name, value) in values)
            activation.Set(name, value);
        return JudgeValue(test, result.Program.Evaluate(activation));
    }

    static (Verdict, string) JudgeProblems(ConformanceCase test, IReadOnlyList<CelProblem> problems)
    {
        if (problems.Any(p => p.Code == CelProblemCode.NotSupported))
            return (Verdict.Refused, problems[0].Message);
        return (test.ExpectsError ? Verdict.Right : Verdict.Unexplained, $"{problems[0].Code}: {problems[0].Message}");
    }

    static (Verdict, string) JudgeValue(ConformanceCase test, CelValue actual)
    {
        if (test.ExpectsError)
            return (actual.IsError ? Verdict.Right : Verdict.Wrong, $"{actual}, wanted an error");
        if (actual.IsError)
            return (Verdict.Unexplained, $"{actual}");
        var wanted = test.ExpectedValue is { } json ? ConformanceJson.ValueOf(json) : CelValue.True;
        return wanted is { } value && AreSame(value, actual)
            ? (Verdict.Right, $"{actual}")
            : (Verdict.Wrong, $"{actual}, wanted {wanted?.ToString() ?? "a value we have no kind for"}");
    }

    /// <summary>Stricter than the language: 1 and 1.0 differ, and NaN is NaN.</summary>
    static bool AreSame(in CelValue wanted, in CelValue actual) => wanted.Kind == actual.Kind
        && (wanted.IsEqualTo(actual)
            || (wanted.Kind == CelValueKind.Double && double.IsNaN(wanted.Double) && double.IsNaN(actual.Double)));
}

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Turns the text of an expression into a <see cref="CelProgram"/>, or says everything that is wrong with it.
/// </summary>
public static class CelCompiler
{
    /// <summary>
    /// Checks the text against the declared schema and compiles it. What is expected is <see cref="CelType.Bool"/> for
    /// a condition, a column's type for an output, <see cref="CelType.Dyn"/> for anything.
    /// </summary>
    public static CelResult Compile(string text, CelEnvironment environment, CelType expected)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(expected);
        return Compile(text, environment, expected, isChecked: true, mayBeAge: false);
    }

    /// <summary>The same, for a place where the result may be an age: the caller sees to what it is compared with.</summary>
    internal static CelResult CompileAge(string text, CelEnvironment environment, CelType expected) =>
        Compile(text, environment, expected, isChecked: true, mayBeAge: true);

    /// <summary>
    /// Compiles without types: variables are whatever they hold, an unknown name or a wrong operand is an error when
    /// (and only if) it is evaluated. For trying expressions out; rule files are always checked.
    /// </summary>
    public static CelResult CompileUnchecked(string text, CelEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(environment);
        return Compile(text, environment, CelType.Dyn, isChecked: false, mayBeAge: true);
    }

    static CelResult Compile(
        string text, CelEnvironment environment, CelType expected, bool isChecked, bool mayBeAge)
    {
        var problems = new ProblemList();
        if (text.Length > CelLimits.TextLength)
        {
            problems.Add(0, text.Length, CelProblemCode.Limit,
                $"the expression has {text.Length} characters, {CelLimits.TextLength} are allowed",
                "split it into variables");
            return new CelResult(problems.Sorted());
        }

        if (Parser.Parse(text, problems) is not { } syntax)
            return new CelResult(problems.Sorted());

        var binder = new Binder(environment, problems, isChecked);
        var root = binder.BindRoot(syntax, expected, mayBeAge);
        return problems.IsEmpty
            ? new CelResult(new CelProgram(text, environment, root, binder, expected))
            : new CelResult(problems.Sorted());
    }
}

using System.Diagnostics.CodeAnalysis;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Api.Commands.Evaluation;

/// <summary>One expression, checked as it would be in a rule file, and run.</summary>
/// <param name="Value">Null when the expression does not compile.</param>
/// <param name="Problems">Empty exactly when it compiles.</param>
/// <param name="Complaint">For people: place, line, caret and hint of all that is wrong; empty when right.</param>
sealed record ExpressionTrial(CelValue? Value, IReadOnlyList<CelProblem> Problems, string Complaint)
{
    /// <summary>What messages call the text that came from the command line.</summary>
    const string Name = "expression";

    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsRight => Value is { IsError: false };

    public static ExpressionTrial Run(string text, IReadOnlyDictionary<string, CelValue> variables)
    {
        var source = new SourceText(Name, text);
        var environment = variables.Aggregate(
            CelEnvironment.Empty, (all, variable) => all.With(variable.Key, TypeOf(variable.Value)));
        var result = CelCompiler.Compile(source.Text, environment, CelType.Dyn);
        if (!result.IsValid)
        {
            var problems = result.Problems.Select(p => ExpressionProblem.Of(p, source));
            return new ExpressionTrial(null, result.Problems, ProblemText.Print(problems, [source]));
        }

        var activation = environment.NewActivation();
        foreach (var (name, value) in variables)
            activation.Set(name, value);
        var answer = result.Program.Evaluate(activation);
        return new ExpressionTrial(answer, [], answer.IsError ? Failed(answer.Error, source) : "");
    }

    /// <summary>The same form as a line of <c>eval --batch</c> is answered in.</summary>
    public string ToJson() => Value is { } value ? EvalAnswer.Of(value) : EvalAnswer.Of(Problems);

    static string Failed(CelError error, SourceText source)
    {
        var (line, column) = source.Position(error.Offset);
        var length = Math.Clamp(error.Length, 1, Math.Max(1, source.Line(line).Length - column + 1));
        return $"{Name}:{line}:{column}: error: {error.Message}\n{source.Line(line).Replace('\t', ' ')}\n"
            + $"{new string(' ', column - 1)}{new string('^', length)}\n\n";
    }

    /// <summary>What is inside a list or map only the run can tell.</summary>
    static CelType TypeOf(CelValue value) => value.Kind switch
    {
        CelValueKind.Bool => CelType.Bool,
        CelValueKind.Int => CelType.Int,
        CelValueKind.Double => CelType.Double,
        CelValueKind.String => CelType.String,
        _ => CelType.Dyn,
    };
}

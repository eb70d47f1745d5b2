using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Problems;

/// <summary>What is wrong with an expression, in the words and codes of rule files.</summary>
public static class ExpressionProblem
{
    /// <summary>Of an expression that is the whole of a text.</summary>
    public static PolicyProblem Of(CelProblem problem, SourceText source)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(source);
        var log = new ProblemLog();
        log.Add(CodeOf(problem), new SourceSpan(source, problem.Offset, problem.Length), problem.Message, problem.Hint);
        return log.Sorted([source])[0];
    }

    internal static string CodeOf(CelProblem problem) => problem.Code switch
    {
        CelProblemCode.Undeclared => ProblemCode.UnknownName,
        CelProblemCode.EnumValue => ProblemCode.UnknownValue,
        CelProblemCode.Type => ProblemCode.WrongType,
        CelProblemCode.Literal => ProblemCode.BadLiteral,
        CelProblemCode.Limit => ProblemCode.ExpressionCost,
        CelProblemCode.Age => ProblemCode.LooseAge,
        _ => ProblemCode.ExpressionSyntax,
    };
}

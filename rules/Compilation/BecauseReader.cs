using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Matching;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Reads sentences with values in them: <c>host ${h.id} is in maintenance</c>.</summary>
sealed class BecauseReader(ExpressionBinder expressions, ProblemLog problems)
{
    const string Open = "${";

    /// <summary>The sentence; of use only when no problem was found.</summary>
    public BecauseText Read(YamlScalar text)
    {
        var cell = new PipeCell(text, 0, text.Value);
        var parts = new List<(string Text, CelProgram? Value)>();
        var at = 0;
        while (text.Value.IndexOf(Open, at, StringComparison.Ordinal) is var start and >= 0)
        {
            var end = text.Value.IndexOf('}', start);
            if (end < 0)
            {
                problems.Add(ProblemCode.ExpressionSyntax, text.SpanOf(start, Open.Length),
                    "'${' without '}'", "because: \"host ${h.id} is off\"");
                break;
            }

            parts.Add((text.Value[at..start], Value(cell, start + Open.Length, end)));
            at = end + 1;
        }

        if (at < text.Value.Length || parts.Count == 0)
            parts.Add((text.Value[at..], null));
        return new BecauseText(parts);
    }

    CelProgram? Value(PipeCell cell, int start, int end)
    {
        if (expressions.Compile(cell with { Text = cell.Text[..end] }, start, CelType.Dyn) is not { } program)
            return null;
        if (program.ResultType.Kind is CelTypeKind.String or CelTypeKind.Enum or CelTypeKind.Int or CelTypeKind.Bool or CelTypeKind.Dyn)
            return program;
        problems.Add(ProblemCode.WrongType, cell.SpanOf(start, end - start),
            $"{ParamLiteral.Noun(program.ResultType)} cannot stand in a sentence", "a string, an enum, an int or a bool can");
        return null;
    }
}

using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>An input cell, understood: the sets of values it admits, or a condition of its own.</summary>
/// <param name="Condition">The program of an <c>=…</c> cell; then there are no sets.</param>
sealed record InputCell(string Text, IReadOnlyList<CellSet> Sets, CelProgram? Condition);

/// <summary>
/// Reads input cells: words, <c>-</c>, <c>*</c>, <c>!x</c>, numbers, ranges, comparisons, alternatives,
/// <c>=condition</c>.
/// </summary>
sealed class InputCellReader(string column, ColumnType type, ExpressionBinder expressions, ProblemLog problems)
{
    /// <summary>Null when something is wrong; then it has been reported at the cell.</summary>
    public InputCell? Read(PipeCell cell)
    {
        if (cell.Text.StartsWith('='))
        {
            return expressions.Compile(cell, 1, CelType.Bool) is { } program
                ? new InputCell(cell.Text, [], program)
                : null;
        }

        var sets = new List<CellSet>();
        var start = 0;
        var isWhole = true;
        foreach (var alternative in cell.Text.Split('|'))
        {
            if (ReadSet(alternative, cell, start) is { } set)
                sets.Add(set);
            else
                isWhole = false;
            start += alternative.Length + 1;
        }

        return isWhole ? new InputCell(cell.Text, sets, null) : null;
    }

    CellSet? ReadSet(string text, PipeCell cell, int start) => text switch
    {
        "*" => new CellSet.Everything(),
        "-" => new CellSet.Known(),
        "" => Refuse(ProblemCode.MissingKey, cell, start, text, "the cell is empty",
            "`*` admits any value, `-` any known one"),
        _ when type.IsNumber => ReadNumbers(text, cell, start),
        ['!', ..] => IsWord(text[1..], cell, start + 1) ? new CellSet.NotWord(text[1..]) : null,
        _ => IsWord(text, cell, start) ? new CellSet.Word(text) : null,
    };

    bool IsWord(string word, PipeCell cell, int start)
    {
        if (type.Words is null || type.Words.Contains(word))
            return true;
        Refuse(ProblemCode.UnknownValue, cell, start, word, $"'{word}' is not a value of column '{column}'",
            KnownWord.Hint(word, type.Words));
        return false;
    }

    CellSet? ReadNumbers(string text, PipeCell cell, int start)
    {
        var interval = text switch
        {
            ['>', '=', .. var low] => Between(type.NumberOf(low), long.MaxValue),
            ['>', .. var low] => Between(type.NumberOf(low) + 1, long.MaxValue),
            ['<', '=', .. var high] => Between(long.MinValue, type.NumberOf(high)),
            ['<', .. var high] => Between(long.MinValue, type.NumberOf(high) - 1),
            ['[' or '(', .., ']' or ')'] => ReadRange(text),
            _ => Between(type.NumberOf(text), type.NumberOf(text)),
        };
        if (interval is null)
        {
            return Refuse(ProblemCode.BadLiteral, cell, start, text,
                $"'{text}' is not {ParamLiteral.Noun(type.Type)} or a range of them (column '{column}')",
                type.Type.Kind == CelTypeKind.Int ? "for example 3, [1..5], >=3" : "for example 30s, [10s..5m), >=1m");
        }

        return interval.Low <= interval.High
            ? interval
            : Refuse(ProblemCode.BadLiteral, cell, start, text, $"the range '{text}' is empty", null);
    }

    /// <summary><c>[1..5]</c>; a round bracket leaves its end out.</summary>
    CellSet.Interval? ReadRange(string text)
    {
        var ends = text[1..^1].Split("..");
        return ends.Length == 2
            ? Between(
                type.NumberOf(ends[0]) + (text[0] == '(' ? 1 : 0),
                type.NumberOf(ends[1]) - (text[^1] == ')' ? 1 : 0))
            : null;
    }

    static CellSet.Interval? Between(long? low, long? high) =>
        low is { } from && high is { } to ? new CellSet.Interval(from, to) : null;

    CellSet? Refuse(string code, PipeCell cell, int start, string text, string message, string? hint)
    {
        problems.Add(code, cell.SpanOf(start, Math.Max(1, text.Length)), message, hint);
        return null;
    }
}

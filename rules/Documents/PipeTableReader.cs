using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Documents;

/// <summary>
/// Reads a table drawn with bars. A bar with blanks on both sides, or at an end of the line, stands between cells; one
/// without blanks belongs to the cell (<c>up|degraded</c>); <c>||</c> stands between inputs and outputs.
/// </summary>
sealed class PipeTableReader(YamlScalar block, ProblemLog problems)
{
    /// <summary>Null when there is not even a header to go by.</summary>
    public PipeTable? Read()
    {
        var lines = Lines().ToList();
        if (lines.Count < 2)
        {
            problems.Add(ProblemCode.TableDrawing, block.Span, "the table has no rows",
                "draw a header and one row or more:\n| id | input || pet | cattle |\n| a  | up    || none | none |");
            return null;
        }

        if (ReadRow(lines[0].Text, lines[0].Start) is not { } header)
            return null;
        var rows = lines.Skip(1).Select(line => ReadRow(line.Text, line.Start)).OfType<PipeRow>()
            .Where(row => HasWidthOf(header, row)).ToList();
        return new PipeTable(block, header, rows, IsWhole: rows.Count == lines.Count - 1);
    }

    /// <summary>Lines with cells, and where they start in the block.</summary>
    IEnumerable<(string Text, int Start)> Lines()
    {
        var start = 0;
        foreach (var line in block.Value.Split('\n'))
        {
            if (line.Trim().Length > 0 && !IsRule(line))
                yield return (line, start);
            start += line.Length + 1;
        }
    }

    /// <summary>The line under the header: <c>|----|:--:||---|</c>.</summary>
    public static bool IsRule(string line) =>
        line.Contains("---", StringComparison.Ordinal) && line.All(c => c is '|' or '-' or ':' or ' ');

    bool HasWidthOf(PipeRow header, PipeRow row)
    {
        if (row.Inputs.Count == header.Inputs.Count && row.Outputs.Count == header.Outputs.Count)
            return true;
        problems.Add(ProblemCode.TableDrawing, row.Id.Span,
            $"row '{row.Id.Text}' has {Width(row)}, the header has {Width(header)}",
            "a bar with blanks around it separates cells, a bar without blanks separates alternatives: up|degraded");
        return false;
    }

    static string Width(PipeRow row) => $"{row.Inputs.Count} input and {row.Outputs.Count} output cells";

    PipeRow? ReadRow(string line, int start)
    {
        var left = new List<PipeCell>();
        var right = new List<PipeCell>();
        var cells = left;
        var end = line.TrimEnd().Length;
        var at = line.Length - line.TrimStart().Length;
        if (line[at] != '|' || line[end - 1] != '|' || end - at < 2)
            return Refuse(start + at, end - at, "a row starts and ends with a bar");

        at++;
        while (at < end)
        {
            var (bar, width) = NextBar(line, at, end);
            if (width is 0 or > 2)
                return Refuse(start + bar, Math.Max(1, width), "a bar needs blanks on both sides, or on neither");
            var text = line[at..bar];
            var trimmed = text.Trim();
            var blanks = Math.Max(0, text.IndexOf(trimmed, StringComparison.Ordinal));
            cells.Add(new PipeCell(block, start + at + blanks, trimmed));
            at = bar + width;
            if (width == 2 && cells == right)
                return Refuse(start + bar, 2, "'||' separates inputs from outputs once in a row");
            if (width == 2)
                cells = right;
        }

        if (right.Count == 0)
            return Refuse(start, end, "the row has no '||' between inputs and outputs");
        return left[0].Text.Length > 0
            ? new PipeRow(left[0], left[1..], right)
            : Refuse(left[0].Start, 1, "the row has no id in its first cell");
    }

    /// <summary>The next separating bar and its width; width 0 for one with a blank on one side only.</summary>
    static (int At, int Width) NextBar(string line, int from, int end)
    {
        for (var at = line.IndexOf('|', from); ; at = line.IndexOf('|', at))
        {
            var width = 1;
            while (at + width < end && line[at + width] == '|')
                width++;
            var isOpenLeft = line[at - 1] == ' ' || at == from;
            var isOpenRight = at + width == end || line[at + width] == ' ';
            if (at + width == end || (isOpenLeft && isOpenRight))
                return (at, width);
            if (isOpenLeft != isOpenRight)
                return (at, 0);
            at += width;
        }
    }

    PipeRow? Refuse(int start, int length, string message)
    {
        problems.Add(ProblemCode.TableDrawing, block.SpanOf(start, length), message,
            "| id | input | input || pet | cattle |");
        return null;
    }
}

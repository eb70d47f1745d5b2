using System.Globalization;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Rules.Formatting;

/// <summary>Draws a table with bars under bars.</summary>
static class TableDrawing
{
    public static void Align(PipeTable table, SourceText source, RawLines lines)
    {
        PipeRow[] rows = [table.Header, .. table.Rows];
        var widths = Widths(rows);
        var inputs = 1 + table.Header.Inputs.Count;
        var first = table.Header.Id.Span.Place.Line;
        var indentation = IndentationOf(source.Line(first));
        foreach (var row in rows)
        {
            var cells = CellsOf(row).Select((cell, column) => $" {Padded(cell.Text, widths[column])} ");
            lines[row.Id.Span.Place.Line] = indentation + Join([.. cells], inputs);
        }

        for (var line = first + 1; line <= rows[^1].Id.Span.Place.Line; line++)
        {
            if (PipeTableReader.IsRule(source.Line(line)))
                lines[line] = indentation + Rule(source.Line(line), widths, inputs);
        }
    }

    /// <summary>As wide as the widest cell; 1 at least, so that no two bars meet.</summary>
    static int[] Widths(PipeRow[] rows) =>
    [
        .. CellsOf(rows[0]).Select((_, column) => rows.Max(row => Math.Max(1, Width(CellsOf(row)[column].Text)))),
    ];

    static List<PipeCell> CellsOf(PipeRow row) => [row.Id, .. row.Inputs, .. row.Outputs];

    static string IndentationOf(string line) => line[..(line.Length - line.TrimStart(' ', '\t').Length)];

    static string Padded(string text, int width) => text + new string(' ', width - Width(text));

    /// <summary>In characters as people count them: an accent or a joined emoji is not one of its own.</summary>
    static int Width(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>Dashes all the way; a colon at an end of a cell (alignment, in wikis) stays.</summary>
    static string Rule(string line, int[] widths, int inputs)
    {
        var old = line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var cells = widths.Select((width, column) =>
        {
            var was = old.Length == widths.Length ? old[column] : "";
            var (left, right) = (was.StartsWith(':') ? ':' : '-', was.EndsWith(':') ? ':' : '-');
            return left + new string('-', width) + right;
        });
        var rule = Join([.. cells], inputs);
        // In a narrow table colons leave too few dashes: the line would turn into a row.
        return PipeTableReader.IsRule(rule) ? rule : rule.Replace(':', '-');
    }

    static string Join(string[] cells, int inputs) =>
        $"|{string.Join('|', cells[..inputs])}||{string.Join('|', cells[inputs..])}|";
}

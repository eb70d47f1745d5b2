using System.Text;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Rules.Verification;

/// <summary>Draws the rows a table lacks, as few as can be found, ready to be pasted.</summary>
/// <param name="missing">By number of the state.</param>
sealed class MissingRows(TableGrid grid, bool[] missing)
{
    /// <summary>More rows than this are no help to anybody.</summary>
    const int RowsMax = 20;

    public string Print()
    {
        var boxes = ColumnOrders().Select(Cover).MinBy(cover => cover.Count)!;
        var lines = boxes.Take(RowsMax).Select((box, i) => CellsOf(box, i + 1)).ToList();
        var widths = Enumerable.Range(0, lines[0].Count).Select(c => lines.Max(l => l[c].Length)).ToList();
        var text = new StringBuilder();
        foreach (var cells in lines)
            AppendRow(text, cells, widths);
        if (boxes.Count > RowsMax)
            text.Append($"and {boxes.Count - RowsMax} more rows\n");
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>
    /// Boxes grow column by column; which column grows first decides how many are needed, so every order is tried.
    /// </summary>
    IEnumerable<int[]> ColumnOrders()
    {
        var columns = Enumerable.Range(0, grid.Sizes.Length).ToArray();
        return columns.Length <= 4 && missing.Length <= 10_000 ? Permutations(columns) : [columns];
    }

    static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]),
            (first, rest) => (int[])[first, .. rest]);

    List<int[][]> Cover(int[] order)
    {
        var left = (bool[])missing.Clone();
        var boxes = new List<int[][]>();
        for (var state = 0; state < left.Length; state++)
        {
            if (!left[state])
                continue;
            var box = Grow(grid.PiecesOf(state), order, left);
            boxes.Add(box);
            foreach (var taken in grid.StatesOf(box))
                left[taken] = false;
        }

        return boxes;
    }

    /// <summary>
    /// Widens a state to as many pieces of each column as are still missing. Boxes never share a state.
    /// </summary>
    int[][] Grow(int[] state, int[] order, bool[] left)
    {
        var box = state.Select(piece => (int[])[piece]).ToArray();
        foreach (var column in order)
        {
            var pieces = new List<int>();
            for (var piece = 0; piece < grid.Sizes[column]; piece++)
            {
                var slice = (int[][])box.Clone();
                slice[column] = [piece];
                if (grid.StatesOf(slice).All(s => left[s]))
                    pieces.Add(piece);
            }

            box[column] = [.. pieces];
        }

        return box;
    }

    List<string> CellsOf(int[][] box, int number) =>
    [
        $"missing-{number}",
        .. box.Select((pieces, column) => CellOf(pieces, column)),
        .. grid.Table.Outputs.Select(o => o.Key.Value == OutputBinder.Priority ? "0" : "notify"),
    ];

    string CellOf(int[] pieces, int column)
    {
        var domain = grid.Columns[column].Domain;
        if (pieces.Length == domain.Values.Count)
            return "*";
        var known = Enumerable.Range(0, domain.Values.Count).Where(p => !domain.IsUnknown(p));
        return pieces.Length > 1 && pieces.SequenceEqual(known)
            ? "-"
            : string.Join('|', pieces.Select(p => domain.Values[p]));
    }

    void AppendRow(StringBuilder text, List<string> cells, List<int> widths)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            text.Append(i == grid.Sizes.Length + 1 ? "|| " : "| ").Append(cells[i].PadRight(widths[i])).Append(' ');
        }

        text.Append("|\n");
    }
}

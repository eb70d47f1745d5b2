using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Rules.Verification;

/// <summary>
/// A table as a set of boxes in a finite space: a state is one piece of each column, a row covers a box of states. All
/// checks are questions about these boxes, so they are exact, not guesses.
/// </summary>
sealed class TableGrid
{
    readonly BoundColumn[] columns;
    readonly int[][][] boxes;

    TableGrid(TableSyntax table, IReadOnlyList<BoundColumn> columns)
    {
        Table = table;
        this.columns = [.. columns];
        Rows = table.Rows!.Rows;
        Sizes = [.. columns.Select(c => c.Domain.Values.Count)];
        StateCount = Sizes.Aggregate(1.0, (product, size) => product * size);
        boxes = [.. Enumerable.Range(0, Rows.Count).Select(row => columns.Select(c => PiecesOf(c, row)).ToArray())];
    }

    public TableSyntax Table { get; }

    public IReadOnlyList<PipeRow> Rows { get; }

    public IReadOnlyList<BoundColumn> Columns => columns;

    /// <summary>Pieces of each column.</summary>
    public int[] Sizes { get; }

    /// <summary>A double: the product may be beyond any integer.</summary>
    public double StateCount { get; }

    public static TableGrid Of(TableSyntax table, IReadOnlyList<BoundColumn> columns) => new(table, columns);

    /// <summary>
    /// Whether a cell of the row is a condition of its own, so that nobody can say beforehand what it covers.
    /// </summary>
    public bool IsConditional(int row) => columns.Any(c => c.Cells[row].Condition is not null);

    /// <summary>The pieces the row covers in each column; all of them where a cell is a condition.</summary>
    public int[][] BoxOf(int row) => boxes[row];

    /// <summary>Every state of a box, as its number.</summary>
    public IEnumerable<int> StatesOf(int[][] box)
    {
        if (Array.Exists(box, pieces => pieces.Length == 0))
            yield break;
        var at = new int[box.Length];
        while (true)
        {
            yield return NumberOf(box, at);
            var column = box.Length - 1;
            while (column >= 0 && ++at[column] == box[column].Length)
                at[column--] = 0;
            if (column < 0)
                yield break;
        }
    }

    /// <summary>For example <c>admin=down, tenant=up</c>.</summary>
    public string Describe(IReadOnlyList<int> pieces) =>
        string.Join(", ", columns.Select((c, i) => $"{c.Name}={c.Domain.Values[pieces[i]]}"));

    /// <summary>The pieces of a state.</summary>
    public int[] PiecesOf(int state)
    {
        var pieces = new int[Sizes.Length];
        for (var column = Sizes.Length - 1; column >= 0; column--)
            (state, pieces[column]) = Math.DivRem(state, Sizes[column]);
        return pieces;
    }

    int NumberOf(int[][] box, int[] at)
    {
        var number = 0;
        for (var column = 0; column < box.Length; column++)
            number = (number * Sizes[column]) + box[column][at[column]];
        return number;
    }

    static int[] PiecesOf(BoundColumn column, int row)
    {
        var cell = column.Cells[row];
        return
        [
            .. Enumerable.Range(0, column.Domain.Values.Count)
                .Where(piece => cell.Condition is not null || cell.Sets.Any(set => column.Domain.Covers(set, piece))),
        ];
    }
}

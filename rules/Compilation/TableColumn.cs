using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// A compiled column: its expression, and for each piece of its values the set of rows that admit it.
/// </summary>
sealed class TableColumn
{
    readonly ulong[][] rowsByPiece;
    readonly (int Row, CelProgram Condition)[] conditions;

    public TableColumn(string name, CelProgram input, ColumnDomain domain, IReadOnlyList<InputCell> cells)
    {
        Name = name;
        Input = input;
        Domain = domain;
        conditions = [.. cells.Select((c, row) => (row, c.Condition!)).Where(c => c.Item2 is not null)];
        rowsByPiece = [.. domain.Values.Select((_, piece) => RowsOf(piece, domain, cells))];
    }

    public string Name { get; }

    public CelProgram Input { get; }

    public ColumnDomain Domain { get; }

    /// <summary>
    /// The rows that admit a value, as bits; -1 as piece admits none. Conditions in cells are asked now, into
    /// <paramref name="scratch"/>; without such cells nothing is copied.
    /// </summary>
    public ulong[] RowsFor(int piece, CelActivation values, ulong[] scratch, out CelValue error)
    {
        error = CelValue.Absent;
        if (conditions.Length == 0)
            return rowsByPiece[piece];
        rowsByPiece[piece].CopyTo(scratch, 0);
        foreach (var (row, condition) in conditions)
        {
            var holds = condition.Evaluate(values);
            if (holds.IsTrue)
                scratch[row >> 6] |= 1UL << (row & 63);
            else if (!holds.IsFalse)
                error = holds;
        }

        return scratch;
    }

    static ulong[] RowsOf(int piece, ColumnDomain domain, IReadOnlyList<InputCell> cells)
    {
        var rows = new ulong[(cells.Count + 63) / 64];
        for (var row = 0; row < cells.Count; row++)
        {
            if (cells[row].Sets.Any(set => domain.Covers(set, piece)))
                rows[row >> 6] |= 1UL << (row & 63);
        }

        return rows;
    }
}

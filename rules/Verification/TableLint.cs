using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Verification;

/// <summary>What is allowed in a table, and yet is most likely not meant. All of it are warnings.</summary>
sealed class TableLint(TableGrid grid, IReadOnlyList<TableRow> rows, ProblemLog problems)
{
    /// <summary>A table with more inputs no longer fits a screen, nor a head.</summary>
    public const int InputsMax = 8;

    public void Run(HitPolicy hit, bool hasOtherwise)
    {
        CheckWidth();
        CheckColumns();
        if (grid.StateCount > TableChecks.StatesMax)
            return;
        if (hit is HitPolicy.Any or HitPolicy.First)
            CheckRedundantRows(hit);
        if (hasOtherwise)
            CheckOtherwise();
    }

    void CheckWidth()
    {
        if (grid.Columns.Count > InputsMax)
        {
            problems.Add(ProblemCode.TooWide, grid.Table.Rows!.Header.Id.Span,
                $"table '{grid.Table.Name.Value}' has {grid.Columns.Count} inputs; more than {InputsMax} nobody can read",
                "put some of them together in vars, or make two tables");
        }
    }

    /// <summary>A column that says the same in every row decides nothing.</summary>
    void CheckColumns()
    {
        for (var column = 0; column < grid.Columns.Count && grid.Rows.Count > 1; column++)
        {
            if (!Enumerable.Range(0, grid.Rows.Count).All(row => AdmitsAll(row, column)))
                continue;
            var header = grid.Table.Rows!.Header.Inputs[grid.Columns[column].Index];
            problems.Add(ProblemCode.ConstantCondition, header.Span,
                $"column '{header.Text}' never tells two rows apart: every cell admits any value",
                "remove the column and its input");
        }
    }

    bool AdmitsAll(int row, int column) =>
        grid.Columns[column].Cells[row].Condition is null && grid.BoxOf(row)[column].Length == grid.Sizes[column];

    /// <summary>A row that says what another one says of all its states anyway.</summary>
    void CheckRedundantRows(HitPolicy hit)
    {
        for (var row = 0; row < grid.Rows.Count; row++)
        {
            var other = Enumerable.Range(row + 1, grid.Rows.Count - row - 1)
                .FirstOrDefault(later => Says(later, row) && !(hit == HitPolicy.First && IsCutOff(row, later)), -1);
            if (other < 0)
                continue;
            problems.Add(ProblemCode.ConstantCondition, grid.Rows[row].Id.Span,
                $"row '{grid.Rows[row].Id.Text}' changes nothing: row '{grid.Rows[other].Id.Text}' asks for the same in all its states",
                "remove it, or put the two together");
        }
    }

    bool Says(int other, int row) => !grid.IsConditional(other) && rows[row].AsksTheSameAs(rows[other])
        && grid.BoxOf(row).Zip(grid.BoxOf(other)).All(pieces => pieces.First.All(pieces.Second.Contains));

    /// <summary>A row between the two would take some of the states.</summary>
    bool IsCutOff(int row, int later) => Enumerable.Range(row + 1, later - row - 1)
        .Any(between => !rows[between].AsksTheSameAs(rows[row])
            && grid.BoxOf(row).Zip(grid.BoxOf(between)).All(pieces => pieces.First.Intersect(pieces.Second).Any()));

    /// <summary>Of the states in which everything is known: what is unknown is what 'otherwise' is for.</summary>
    void CheckOtherwise()
    {
        var known = new bool[(int)grid.StateCount];
        int[][] all = [.. grid.Columns.Select(c =>
            Enumerable.Range(0, c.Domain.Values.Count).Where(p => !c.Domain.IsUnknown(p)).ToArray())];
        foreach (var state in grid.StatesOf(all))
            known[state] = true;
        var count = known.Count(k => k);
        for (var row = 0; row < grid.Rows.Count; row++)
        {
            foreach (var state in grid.StatesOf(grid.BoxOf(row)))
                known[state] = false;
        }

        var left = known.Count(k => k);
        if (left * 2 <= count)
            return;
        problems.Add(ProblemCode.OtherwiseCatchesMost, grid.Table.Otherwise!.Span,
            $"'otherwise' decides {left} of the {count} states in which every input is known", "write rows for those that matter");
    }
}

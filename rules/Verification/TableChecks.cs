using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Verification;

/// <summary>
/// Asks of a table what an operator cannot see at a glance: gaps, overlaps, rows that are never reached.
/// </summary>
sealed class TableChecks(TableGrid grid, IReadOnlyList<TableRow> rows, ProblemLog problems)
{
    /// <summary>States that are enumerated at most: about 30 ms and 1 MB.</summary>
    public const int StatesMax = 1_000_000;

    public void Run(HitPolicy hit, bool hasOtherwise)
    {
        if (grid.StateCount > StatesMax)
        {
            problems.Add(ProblemCode.TooManyStates, grid.Table.Name.Span,
                $"table '{grid.Table.Name.Value}' has {grid.StateCount:0} states, {StatesMax} can be checked",
                "make two tables of it, or use fewer different numbers in its cells");
            return;
        }

        switch (hit)
        {
            case HitPolicy.Unique:
                CheckOverlaps((_, _) => true, "narrow one of them, or write `hit: first` when the order is meant to decide");
                break;
            case HitPolicy.Any:
                CheckOverlaps((a, b) => !a.AsksTheSameAs(b), "with `hit: any` rows may share a state only if they ask for the same");
                break;
            case HitPolicy.Priority:
                CheckOverlaps((a, b) => a.Priority == b.Priority, "give them different priorities");
                CheckShadows([.. Enumerable.Range(0, rows.Count).OrderByDescending(r => rows[r].Priority)], "of higher priority");
                break;
            case HitPolicy.First:
                CheckShadows([.. Enumerable.Range(0, rows.Count)], "above it");
                break;
        }

        if (!hasOtherwise)
            CheckGaps();
    }

    void CheckOverlaps(Func<TableRow, TableRow, bool> isWrong, string hint)
    {
        for (var row = 1; row < grid.Rows.Count; row++)
        {
            for (var earlier = 0; earlier < row; earlier++)
            {
                if (grid.IsConditional(row) || grid.IsConditional(earlier) || !isWrong(rows[earlier], rows[row])
                    || SharedState(earlier, row) is not { } state)
                    continue;
                var (first, second) = (grid.Rows[earlier].Id, grid.Rows[row].Id);
                var where = $"'{first.Text}' (line {first.Span.Place.Line})";
                problems.Add(ProblemCode.Overlap, second.Span,
                    $"rows {where} and '{second.Text}' both match {grid.Describe(state)}",
                    hint);
                break;
            }
        }
    }

    int[]? SharedState(int a, int b)
    {
        var shared = grid.BoxOf(a).Zip(grid.BoxOf(b), (x, y) => x.Intersect(y).Append(-1).First()).ToArray();
        return shared.Contains(-1) ? null : shared;
    }

    void CheckShadows(IReadOnlyList<int> order, string what)
    {
        var covered = new bool[(int)grid.StateCount];
        foreach (var row in order)
        {
            var states = grid.StatesOf(grid.BoxOf(row)).ToList();
            var id = grid.Rows[row].Id;
            if (states.TrueForAll(s => covered[s]))
            {
                problems.Add(ProblemCode.Shadowed, id.Span,
                    $"row '{id.Text}' is never reached: rows {what} match all its states",
                    what == "above it" ? "move it up, or remove it" : "raise its priority, or remove it");
            }

            if (!grid.IsConditional(row))
                states.ForEach(s => covered[s] = true);
        }
    }

    void CheckGaps()
    {
        var missing = new bool[(int)grid.StateCount];
        Array.Fill(missing, true);
        foreach (var row in Enumerable.Range(0, grid.Rows.Count).Where(r => !grid.IsConditional(r)))
        {
            foreach (var state in grid.StatesOf(grid.BoxOf(row)))
                missing[state] = false;
        }

        var count = missing.Count(m => m);
        if (count == 0)
            return;
        problems.Add(ProblemCode.Gap, grid.Table.Rows!.Header.Id.Span,
            $"{count} of {grid.StateCount:0} states are matched by no row for certain, and there is no 'otherwise'",
            "write 'otherwise', or add rows such as these:\n" + new MissingRows(grid, missing).Print());
    }
}

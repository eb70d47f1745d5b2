using System.Numerics;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// A compiled table. Asking it is one bitmap look-up for each column and an AND over them: all rows are looked at, and the
/// rows that failed by one column come for nothing.
/// </summary>
/// <param name="Otherwise">Null when the rows are complete.</param>
sealed record DecisionTable(
    string Name,
    RuleSource At,
    CelProgram? When,
    HitPolicy Hit,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<TableRow> Rows,
    TableRow? Otherwise)
{
    int Words { get; } = (Rows.Count + 63) / 64;

    /// <summary>The same columns, quicker to walk.</summary>
    readonly TableColumn[] columns = [.. Columns];

    public TableScratch NewScratch(CelActivation values) => new(values, Columns.Count, Words);

    /// <summary>
    /// What the table says of the subject set in <see cref="TableScratch.Values"/>. Null: its condition does not hold, so
    /// it does not speak. An evaluation error is a row of its own, which asks for nothing and says why: never "false,
    /// next row".
    /// </summary>
    public TableRow? Ask(TableScratch scratch)
    {
        if (When is not null)
        {
            var asked = When.Evaluate(scratch.Values);
            if (asked.IsFalse)
                return null;
            if (!asked.IsTrue)
                return Failed($"'when': {asked.Error.Message}", scratch, 0);
        }

        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            var value = scratch.Inputs[i] = column.Input.Evaluate(scratch.Values);
            var piece = value.IsError ? -1 : column.Domain.PieceOf(value);
            if (piece < 0)
            {
                var why = value.IsError ? value.Error.Message : $"{value} is not one of its values";
                return Failed($"column '{column.Name}': {why}", scratch, i);
            }

            scratch.Rows[i] = column.RowsFor(piece, scratch.Values, scratch.Buffers[i], out var error);
            if (error.IsError)
                return Failed($"a cell of column '{column.Name}': {error.Error.Message}", scratch, i + 1);
        }

        scratch.InputsKnown = Columns.Count;
        return Pick(scratch);
    }

    TableRow Pick(TableScratch scratch)
    {
        var matched = scratch.Matched;
        var count = 0;
        for (var word = 0; word < Words; word++)
        {
            matched[word] = ulong.MaxValue;
            foreach (var column in scratch.Rows)
                matched[word] &= column[word];
            count += BitOperations.PopCount(matched[word]);
        }

        return count switch
        {
            0 => Otherwise ?? Failed("no row matches and the table has no 'otherwise'", scratch, Columns.Count),
            1 => Rows[NextMatch(matched, 0)],
            _ => PickOne(scratch, count),
        };
    }

    TableRow PickOne(TableScratch scratch, int count)
    {
        var first = Rows[NextMatch(scratch.Matched, 0)];
        return Hit switch
        {
            HitPolicy.First => first,
            HitPolicy.Collect => TableRow.Joined(Matches(scratch.Matched)),
            HitPolicy.Any when Matches(scratch.Matched).All(first.AsksTheSameAs) => first,
            HitPolicy.Any => Failed(
                $"{count} rows match and ask for different things, '{first.Id}' is the first of them", scratch, Columns.Count),
            HitPolicy.Priority => Highest(scratch),
            _ => Failed($"{count} rows match, '{first.Id}' is the first of them", scratch, Columns.Count),
        };
    }

    TableRow Highest(TableScratch scratch)
    {
        var best = Rows[NextMatch(scratch.Matched, 0)];
        TableRow? equal = null;
        for (var row = NextMatch(scratch.Matched, 0); row >= 0; row = NextMatch(scratch.Matched, row + 1))
        {
            if (Rows[row].Priority > best.Priority)
                (best, equal) = (Rows[row], null);
            else if (Rows[row].Priority == best.Priority && !ReferenceEquals(Rows[row], best))
                equal = Rows[row];
        }

        return equal is null
            ? best
            : Failed($"rows '{best.Id}' and '{equal.Id}' match with the same priority {best.Priority}", scratch, Columns.Count);
    }

    List<TableRow> Matches(ulong[] matched)
    {
        var rows = new List<TableRow>();
        for (var row = NextMatch(matched, 0); row >= 0; row = NextMatch(matched, row + 1))
            rows.Add(Rows[row]);
        return rows;
    }

    /// <summary>The first matching row from a place on; -1 when there is none.</summary>
    int NextMatch(ulong[] matched, int from)
    {
        for (var row = from; row < Rows.Count; row++)
        {
            if ((matched[row >> 6] >> (row & 63) & 1) != 0)
                return row;
        }

        return -1;
    }

    TableRow Failed(string why, TableScratch scratch, int inputsKnown)
    {
        scratch.InputsKnown = inputsKnown;
        return new TableRow(
            TableRow.OnErrorId, At, [], Rows[0].Cells.ToDictionary(c => c.Key, _ => ActionLadder.None),
            $"table '{Name}' could not be evaluated, nothing is done: {why}");
    }
}

using System.Numerics;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>How many rows may match one state.</summary>
enum HitPolicy
{
    /// <summary>One; two are an error.</summary>
    Unique,

    /// <summary>The first in file order decides.</summary>
    First,
}

/// <summary>
/// A compiled table. Asking it is one bitmap look-up for each column and an AND over them: all rows are looked at, and
/// the
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
    /// <summary>Rows that nearly matched are shown up to this many: more than three nobody reads.</summary>
    public const int NearMissesMax = 3;

    int Words { get; } = (Rows.Count + 63) / 64;

    public TableScratch NewScratch(CelActivation values) => new(values, Columns.Count, Words);

    /// <summary>
    /// What the table says of the subject set in <see cref="TableScratch.Values"/>. Null: its condition does not hold,
    /// so
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

        for (var i = 0; i < Columns.Count; i++)
        {
            var value = scratch.Inputs[i] = Columns[i].Input.Evaluate(scratch.Values);
            var piece = value.IsError ? -1 : Columns[i].Domain.PieceOf(value);
            if (piece < 0)
            {
                var why = value.IsError ? value.Error.Message : $"{value} is not one of its values";
                return Failed($"column '{Columns[i].Name}': {why}", scratch, i);
            }

            scratch.Rows[i] = Columns[i].RowsFor(piece, scratch.Values, scratch.Buffers[i], out var error);
            if (error.IsError)
                return Failed($"a cell of column '{Columns[i].Name}': {error.Error.Message}", scratch, i + 1);
        }

        scratch.InputsKnown = Columns.Count;
        return Pick(scratch);
    }

    TableRow Pick(TableScratch scratch)
    {
        var first = -1;
        var count = 0;
        for (var word = 0; word < Words; word++)
        {
            var rows = ulong.MaxValue;
            foreach (var column in scratch.Rows)
                rows &= column[word];
            if (first < 0 && rows != 0)
                first = (word * 64) + BitOperations.TrailingZeroCount(rows);
            count += BitOperations.PopCount(rows);
        }

        if (count > 1 && Hit == HitPolicy.Unique)
            return Failed($"{count} rows match, '{Rows[first].Id}' is the first of them", scratch, Columns.Count);
        return count > 0
            ? Rows[first]
            : Otherwise ?? Failed("no row matches and the table has no 'otherwise'", scratch, Columns.Count);
    }

    /// <summary>Column and value, as far as they could be read.</summary>
    public IReadOnlyList<(string Column, string Value)> InputsOf(TableScratch scratch) =>
        [.. Columns.Take(scratch.InputsKnown).Select((c, i) => (c.Name, c.Domain.Print(scratch.Inputs[i])))];

    /// <summary>The rows that failed by exactly one column, in file order.</summary>
    public IReadOnlyList<NearMiss> NearMissesOf(TableScratch scratch)
    {
        var misses = new List<NearMiss>();
        if (scratch.InputsKnown < Columns.Count)
            return misses;
        for (var row = 0; row < Rows.Count && misses.Count < NearMissesMax; row++)
        {
            if (OnlyFailing(scratch, row) is not { } failing)
                continue;
            var column = Columns[failing];
            var was = column.Domain.Print(scratch.Inputs[failing]);
            misses.Add(new NearMiss(Rows[row].Id, Rows[row].At, column.Name, Rows[row].Inputs[failing], was));
        }

        return misses;
    }

    static int? OnlyFailing(TableScratch scratch, int row)
    {
        int? failing = null;
        for (var i = 0; i < scratch.Rows.Length; i++)
        {
            if ((scratch.Rows[i][row >> 6] & (1UL << (row & 63))) != 0)
                continue;
            if (failing is not null)
                return null;
            failing = i;
        }

        return failing;
    }

    TableRow Failed(string why, TableScratch scratch, int inputsKnown)
    {
        scratch.InputsKnown = inputsKnown;
        return new TableRow(
            TableRow.OnErrorId, At, [], Rows[0].Cells.ToDictionary(c => c.Key, _ => ActionLadder.None),
            $"table '{Name}' could not be evaluated, nothing is done: {why}");
    }
}

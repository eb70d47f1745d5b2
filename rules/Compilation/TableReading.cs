using PolicyHa.Engine.Inference.Known;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>What a table had read of one subject.</summary>
sealed class TableReading : RowReading
{
    /// <summary>Rows that nearly matched are shown up to this many: more than three nobody reads.</summary>
    const int NearMissesMax = 3;

    readonly DecisionTable table;
    readonly CelValue[] values;
    readonly ulong[][] rows;

    /// <summary>Takes what is in the scratch now: the next subject is written over it.</summary>
    public TableReading(DecisionTable table, TableScratch scratch)
    {
        this.table = table;
        values = scratch.Inputs.AsSpan(0, scratch.InputsKnown).ToArray();
        rows = scratch.InputsKnown < table.Columns.Count ? [] : [.. scratch.Rows];
        for (var i = 0; i < rows.Length; i++)
        {
            if (ReferenceEquals(rows[i], scratch.Buffers[i]))
                rows[i] = rows[i].AsSpan().ToArray();
        }
    }

    public override IReadOnlyList<(string Column, string Value)> Inputs =>
        [.. values.Select((value, i) => (table.Columns[i].Name, table.Columns[i].Domain.Print(value)))];

    /// <summary>None where an error stopped the table.</summary>
    public override IReadOnlyList<NearMiss> NearMisses
    {
        get
        {
            var misses = new List<NearMiss>();
            for (var row = 0; rows.Length > 0 && row < table.Rows.Count && misses.Count < NearMissesMax; row++)
            {
                if (OnlyFailing(row) is { } column)
                    misses.Add(Miss(table.Rows[row], column));
            }

            return misses;
        }
    }

    NearMiss Miss(TableRow row, int column) => new(
        row.Id, row.At, table.Columns[column].Name, row.Inputs[column], table.Columns[column].Domain.Print(values[column]));

    int? OnlyFailing(int row)
    {
        int? failing = null;
        for (var i = 0; i < rows.Length; i++)
        {
            if ((rows[i][row >> 6] & (1UL << (row & 63))) != 0)
                continue;
            if (failing is not null)
                return null;
            failing = i;
        }

        return failing;
    }
}

using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// The working space of asking one table, reused from subject to subject so that a healthy host costs no memory.
/// </summary>
sealed class TableScratch(CelActivation values, int columns, int words)
{
    public CelActivation Values => values;

    /// <summary>Which minute <c>now</c> was last set to; 0: none yet.</summary>
    public long Minute { get; set; }

    /// <summary>What each column showed.</summary>
    public CelValue[] Inputs { get; } = new CelValue[columns];

    /// <summary>For each column, the rows that admit what it showed.</summary>
    public ulong[][] Rows { get; } = new ulong[columns][];

    /// <summary>The rows that match.</summary>
    public ulong[] Matched { get; } = new ulong[words];

    /// <summary>Space for columns whose cells hold conditions.</summary>
    public ulong[][] Buffers { get; } = [.. Enumerable.Range(0, columns).Select(_ => new ulong[words])];

    /// <summary>How many columns were read before an error stopped the table; all, without one.</summary>
    public int InputsKnown { get; set; }
}

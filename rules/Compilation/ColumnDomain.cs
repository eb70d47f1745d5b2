using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// The values of a column, cut into the finest pieces its cells can tell apart. A table is checked and run over these
/// pieces: each stands for all values in it.
/// </summary>
abstract class ColumnDomain
{
    /// <summary>The pieces, as an operator writes them in a cell.</summary>
    public abstract IReadOnlyList<string> Values { get; }

    /// <summary>Whether the piece is the value <c>unknown</c>.</summary>
    public virtual bool IsUnknown(int piece) => false;

    /// <summary>The piece a value lies in; -1 for a value the column was never declared to have.</summary>
    public abstract int PieceOf(in CelValue value);

    public abstract bool Covers(CellSet set, int piece);

    /// <summary>A value for people.</summary>
    public virtual string Print(in CelValue value) => ParamLiteral.Print(value);
}

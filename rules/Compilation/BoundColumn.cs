using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// A column whose every cell has been understood: what the checks and the compiled table are made of.
/// </summary>
/// <param name="Index">Its place in the drawing.</param>
/// <param name="Cells">By row.</param>
sealed record BoundColumn(string Name, int Index, CelProgram Input, ColumnDomain Domain, IReadOnlyList<InputCell> Cells)
{
    public TableColumn Compile() => new(Name, Input, Domain, Cells);
}

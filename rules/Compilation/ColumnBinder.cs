using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Brings declared inputs, the drawing's header and its cells together.</summary>
sealed class ColumnBinder(TableSyntax table, ExpressionBinder expressions, ProblemLog problems)
{
    /// <summary>In the drawing's order; null when a column or a cell is wrong.</summary>
    public IReadOnlyList<BoundColumn>? Bind()
    {
        var inputs = table.Inputs.ToDictionary(i => i.Key.Value, Compile);
        if (inputs.Count == 0)
            problems.Add(ProblemCode.MissingKey, table.Name.Span, $"table '{table.Name.Value}' has no input to decide by");
        if (inputs.Count == 0 || table.Rows is not { } rows)
            return null;
        var header = HeaderNames.Match(rows.Header.Inputs, table.Inputs, "input", rows, problems);
        var columns = new List<BoundColumn>();
        foreach (var (name, index) in header)
        {
            if (inputs[name] is { } input && BindCells(name, index, input, rows) is { } column)
                columns.Add(column);
        }

        return columns.Count == table.Inputs.Count && columns.Count == rows.Header.Inputs.Count ? columns : null;
    }

    CelProgram? Compile(YamlEntry input)
    {
        var text = (YamlScalar)input.Value;
        if (expressions.Compile(PipeCell.Of(text), 0, CelType.Dyn) is not { } program)
            return null;
        if (new ColumnType(program.ResultType).IsColumn)
            return program;
        problems.Add(ProblemCode.WrongType, text.Span,
            $"column '{input.Key.Value}' would show {ParamLiteral.Noun(program.ResultType)}",
            "a column shows an enum, a bool, an int, a duration or a string");
        return null;
    }

    BoundColumn? BindCells(string name, int index, CelProgram input, PipeTable rows)
    {
        var type = new ColumnType(input.ResultType);
        var reader = new InputCellReader(name, type, expressions, problems);
        var cells = rows.Rows.Select(r => reader.Read(r.Inputs[index])).ToList();
        var understood = cells.OfType<InputCell>().ToList();
        return understood.Count == cells.Count
            ? new BoundColumn(name, index, input, type.DomainOf(understood.SelectMany(c => c.Sets)), understood)
            : null;
    }
}

using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Brings declared inputs, the drawing's header and its cells together.</summary>
sealed class ColumnBinder(TableSyntax table, ExpressionBinder expressions, PolicyScope scope)
{
    readonly ProblemLog problems = scope.Problems;

    /// <summary>In the drawing's order; null when a column or a cell is wrong.</summary>
    public IReadOnlyList<BoundColumn>? Bind()
    {
        var inputs = table.Inputs.ToDictionary(i => i.Key.Value, Compile);
        if (inputs.Count == 0)
            problems.Add(ProblemCode.MissingKey, table.Name.Span,
                $"table '{table.Name.Value}' has no input to decide by");
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
        if (expressions.CompileAge(PipeCell.Of(text)) is not { } program)
            return null;
        if (new ColumnType(program.ResultType).IsColumn)
            return program;
        problems.Add(ProblemCode.WrongType, text.Span,
            $"column '{input.Key.Value}' would show {ParamLiteral.Noun(program.ResultType)}",
            "a column shows an enum, a bool, an int, a duration or a string");
        return null;
    }

    /// <summary>Where an age passes from one range of the column to another the table may answer otherwise.</summary>
    void AddHorizons(List<InputCell> cells)
    {
        foreach (var interval in cells.SelectMany(c => c.Sets).OfType<CellSet.Interval>())
        {
            AddHorizon(interval.Low);
            if (interval.High < long.MaxValue)
                AddHorizon(interval.High + 1);
        }
    }

    /// <summary>Ages are counted in ticks of 100 ns; an age that is less than the start of a range is not yet in it.</summary>
    void AddHorizon(long nanoseconds)
    {
        if (nanoseconds > 0)
            scope.Horizons.Add(new TimeSpan(((nanoseconds - 1) / TimeSpan.NanosecondsPerTick) + 1));
    }

    BoundColumn? BindCells(string name, int index, CelProgram input, PipeTable rows)
    {
        var type = new ColumnType(input.ResultType);
        var reader = new InputCellReader(name, type, expressions, problems);
        var cells = rows.Rows.Select(r => reader.Read(r.Inputs[index])).ToList();
        var understood = cells.OfType<InputCell>().ToList();
        if (input.IsAge)
            AddHorizons(understood);
        return understood.Count == cells.Count
            ? new BoundColumn(name, index, input, type.DomainOf(understood.SelectMany(c => c.Sets)), understood)
            : null;
    }
}

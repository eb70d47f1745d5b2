namespace PolicyHa.Rules.Documents;

/// <summary>A decision table as written.</summary>
/// <param name="Inputs">Column and the expression it shows.</param>
/// <param name="Outputs">Class and the type of its cells.</param>
/// <param name="Rows">The drawing; null when it could not be read.</param>
sealed record TableSyntax(
    YamlScalar Name,
    YamlScalar For,
    YamlScalar? When,
    YamlScalar? Hit,
    IReadOnlyList<YamlEntry> Inputs,
    IReadOnlyList<YamlEntry> Outputs,
    PipeTable? Rows,
    OtherwiseSyntax? Otherwise,
    YamlScalar? OnError);

/// <summary>What a table says when no row matches.</summary>
/// <param name="Cells">Class and ladder.</param>
sealed record OtherwiseSyntax(SourceSpan Span, IReadOnlyList<YamlEntry> Cells, YamlScalar Because);

namespace PolicyHa.Rules.Documents;

/// <summary>
/// A table drawn with bars: <c>| id | in | in || out |</c>. Every row has as many cells as the header.
/// </summary>
/// <param name="IsWhole">False when a row was refused: what the others leave open says nothing then.</param>
sealed record PipeTable(YamlScalar Block, PipeRow Header, IReadOnlyList<PipeRow> Rows, bool IsWhole);

/// <summary>One line of the drawing.</summary>
/// <param name="Outputs">The cells behind <c>||</c>.</param>
sealed record PipeRow(PipeCell Id, IReadOnlyList<PipeCell> Inputs, IReadOnlyList<PipeCell> Outputs);

/// <summary>One cell: its text without the blanks around it.</summary>
/// <param name="Start">Where the text starts in <paramref name="Block"/>.</param>
sealed record PipeCell(YamlScalar Block, int Start, string Text)
{
    public SourceSpan Span => Block.SpanOf(Start, Math.Max(1, Text.Length));

    public SourceSpan SpanOf(int start, int length) => Block.SpanOf(Start + start, length);

    /// <summary>A value of its own, outside any drawing, read as if it stood in a cell.</summary>
    public static PipeCell Of(YamlScalar scalar)
    {
        var text = scalar.Value.Trim();
        return new PipeCell(scalar, scalar.Value.IndexOf(text, StringComparison.Ordinal), text);
    }
}

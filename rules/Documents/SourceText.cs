using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Documents;

/// <summary>
/// A rule file's text, with a name for messages. Line ends are made <c>\n</c>, a byte order mark is dropped.
/// </summary>
public sealed class SourceText
{
    readonly int[] lineStarts;

    /// <param name="name">Path as the operator gave it.</param>
    public SourceText(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        Name = name;
        Text = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        lineStarts = [0, .. Text.Select((c, i) => (c, i)).Where(x => x.c == '\n').Select(x => x.i + 1)];
    }

    public string Name { get; }

    public string Text { get; }

    public int LineCount => lineStarts.Length;

    /// <summary>Line and column, both from 1, of an offset into <see cref="Text"/>.</summary>
    public (int Line, int Column) Position(int offset)
    {
        var clamped = Math.Clamp(offset, 0, Text.Length);
        var found = Array.BinarySearch(lineStarts, clamped);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, clamped - lineStarts[line] + 1);
    }

    /// <summary>The text of a line, without its end.</summary>
    /// <param name="line">From 1 to <see cref="LineCount"/>.</param>
    public string Line(int line)
    {
        var start = lineStarts[line - 1];
        var end = line < lineStarts.Length ? lineStarts[line] - 1 : Text.Length;
        return Text[start..end];
    }

    /// <summary>An offset as rules and traces point at it.</summary>
    internal RuleSource PlaceOf(int offset)
    {
        var (line, column) = Position(offset);
        return new RuleSource(Name, line, column);
    }
}

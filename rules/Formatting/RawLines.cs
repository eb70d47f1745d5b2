using System.Text;

namespace PolicyHa.Rules.Formatting;

/// <summary>
/// A text as lines that keep their own ends. They are counted as <see cref="Documents.SourceText"/> counts them.
/// </summary>
sealed class RawLines
{
    readonly List<(string Text, string End)> lines = [];

    public RawLines(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var width = EndWidth(text, at);
            if (width == 0)
                continue;
            lines.Add((text[start..at], text[at..(at + width)]));
            at += width - 1;
            start = at + 1;
        }

        lines.Add((text[start..], ""));
    }

    /// <param name="line">From 1.</param>
    public string this[int line]
    {
        get => lines[line - 1].Text;
        set => lines[line - 1] = (value, lines[line - 1].End);
    }

    public override string ToString() =>
        lines.Aggregate(new StringBuilder(), (all, line) => all.Append(line.Text).Append(line.End)).ToString();

    /// <summary>The line ends of <see cref="string.ReplaceLineEndings(string)"/>.</summary>
    static int EndWidth(string text, int at) => text[at] switch
    {
        '\r' when at + 1 < text.Length && text[at + 1] == '\n' => 2,
        '\r' or '\n' or '\f' or '\u0085' or '\u2028' or '\u2029' => 1,
        _ => 0,
    };
}

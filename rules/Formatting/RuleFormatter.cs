using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using YamlDotNet.Core;

namespace PolicyHa.Rules.Formatting;

/// <summary>
/// Aligns the drawn tables of a rule file. Every other character stays as it is: comments, order, line ends, a byte
/// order mark. A file with errors is formatted too, as far as its tables can be read.
/// </summary>
public static class RuleFormatter
{
    /// <summary>Where tables are drawn: the key <c>rows</c>, at any depth.</summary>
    const string Key = "rows";

    /// <param name="name">Of the file, for messages.</param>
    public static FormattedText Format(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        var source = new SourceText(name, text);
        var problems = new ProblemLog();
        if (YamlReader.Read(source, problems) is not { } root)
            return new FormattedText(text, problems.Sorted([source]), source);

        // What else is wrong with the file is for the check to say.
        var drawing = new ProblemLog();
        var lines = new RawLines(text);
        foreach (var block in BlocksIn(root))
        {
            if (new PipeTableReader(block, drawing).Read() is { IsWhole: true } table)
                TableDrawing.Align(table, source, lines);
        }

        return new FormattedText(lines.ToString(), drawing.Sorted([source]), source);
    }

    static IEnumerable<YamlScalar> BlocksIn(YamlNode node) => node switch
    {
        YamlSequence list => list.Items.SelectMany(BlocksIn),
        YamlMapping mapping => mapping.Entries.SelectMany(
            e => e is { Key.Value: Key, Value: YamlScalar { Style: ScalarStyle.Literal } block }
                ? [block]
                : BlocksIn(e.Value)),
        _ => [],
    };
}

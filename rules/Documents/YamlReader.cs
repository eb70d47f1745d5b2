using PolicyHa.Rules.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PolicyHa.Rules.Documents;

/// <summary>
/// Reads the part of YAML that rule files use: mappings, lists and texts. Tabs, duplicate keys, anchors, aliases, tags
/// and
/// second documents are refused: each of them makes a file that reads otherwise than it looks.
/// </summary>
sealed class YamlReader
{
    /// <summary>Deepest nesting. A rule file needs five levels.</summary>
    public const int DepthMax = 32;

    /// <summary>Longest file, in UTF-16 units: a table of 5,000 rows fits.</summary>
    public const int LengthMax = 1 << 20;

    readonly SourceText source;
    readonly ProblemLog problems;
    readonly Parser parser;

    YamlReader(SourceText source, ProblemLog problems)
    {
        this.source = source;
        this.problems = problems;
        // A tab becomes a blank so that reading goes on behind it; it has been reported by then.
        parser = new Parser(new StringReader(source.Text.Replace('\t', ' ')));
    }

    /// <summary>
    /// The file's one document; null when there is none or it cannot be understood. Problems say why.
    /// </summary>
    public static YamlNode? Read(SourceText source, ProblemLog problems)
    {
        if (source.Text.Length > LengthMax)
        {
            problems.Add(ProblemCode.TooLarge, source.Name,
                $"the file has {source.Text.Length} characters, {LengthMax} are allowed",
                "split it into several files");
            return null;
        }

        ReportTabs(source, problems);
        return new YamlReader(source, problems).Read();
    }

    YamlNode? Read()
    {
        try
        {
            return ReadDocument();
        }
        catch (YamlException wrong)
        {
            problems.Add(ProblemCode.YamlSyntax, new SourceSpan(source, (int)wrong.Start.Index, 1), SentenceOf(wrong));
        }
        catch (Exception slip) when (slip is InvalidOperationException or ArgumentException)
        {
            // The parser's own slips (YamlDotNet 16.3): an unclosed bracket, a tag that is no URI. Only the last event
            // has a place.
            problems.Add(ProblemCode.YamlSyntax, new SourceSpan(source, (int)(parser.Current?.End.Index ?? 0), 1),
                "this is not YAML: what follows here cannot be read", "is a bracket or a quote left open?");
        }

        return null;
    }

    static void ReportTabs(SourceText source, ProblemLog problems)
    {
        for (var at = source.Text.IndexOf('\t'); at >= 0; at = source.Text.IndexOf('\t', at + 1))
            problems.Add(ProblemCode.Tab, new SourceSpan(source, at, 1), "tab character", "use blanks");
    }

    /// <summary>The parser's message in our form: no capital letter, no full stop.</summary>
    static string SentenceOf(YamlException wrong)
    {
        var message = wrong.Message.TrimEnd('.');
        return "this is not YAML: " + char.ToLowerInvariant(message[0]) + message[1..];
    }

    YamlNode? ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            problems.Add(ProblemCode.DocumentCount, source.Name, "the file is empty",
                "a rule file starts with `language: 1`");
            return null;
        }

        parser.Consume<DocumentStart>();
        var root = ReadNode(1);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
            problems.Add(ProblemCode.DocumentCount, SpanOf(second, 3), "a second document starts here",
                "use a second file");
        return root;
    }

    /// <summary>Null for a node that was reported and skipped.</summary>
    YamlNode? ReadNode(int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            problems.Add(ProblemCode.AnchorOrTag, SpanOf(alias, alias.Value.Value.Length + 1),
                "aliases are not taken in rule files", "write the value out");
            return null;
        }

        if (parser.Accept<NodeEvent>(out var node))
            RefuseProperties(node);
        if (depth > DepthMax)
        {
            problems.Add(ProblemCode.TooLarge, SpanOf(parser.Current!, 1), $"nested deeper than {DepthMax} levels");
            parser.SkipThisAndNestedEvents();
            return null;
        }

        if (parser.TryConsume<Scalar>(out var scalar))
            return ScalarOf(scalar);
        return parser.TryConsume<MappingStart>(out var mapping) ? ReadMapping(mapping, depth) : ReadSequence(depth);
    }

    YamlMapping ReadMapping(MappingStart start, int depth)
    {
        var entries = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not YamlScalar name)
            {
                if (key is not null)
                    problems.Add(ProblemCode.WrongShape, SpanOf(at, 1), $"a key must be a text, this is {key.Shape}");
            }
            else if (entries.Find(e => e.Key.Value == name.Value) is { } first)
            {
                var line = first.Key.Span.Place.Line;
                problems.Add(ProblemCode.DuplicateKey, name.Span,
                    $"key '{name.Value}' is here for the second time; the first is in line {line}");
            }
            else if (value is not null)
            {
                entries.Add(new YamlEntry(name, value));
            }
        }

        return new YamlMapping(SpanOf(start, 1), entries);
    }

    YamlSequence ReadSequence(int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(depth + 1) is { } item)
                items.Add(item);
        }

        return new YamlSequence(SpanOf(start, 1), items);
    }

    YamlScalar ScalarOf(Scalar scalar) =>
        new(SpanOf(scalar, (int)(scalar.End.Index - scalar.Start.Index)), scalar.Value, scalar.Style);

    void RefuseProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
            problems.Add(ProblemCode.AnchorOrTag, SpanOf(node, 1), "anchors are not taken in rule files",
                "write the value out");
        if (!node.Tag.IsEmpty)
            problems.Add(ProblemCode.AnchorOrTag, SpanOf(node, 1), "tags are not taken in rule files",
                "quote a text that needs it");
    }

    SourceSpan SpanOf(ParsingEvent at, int length) => new(source, (int)at.Start.Index, Math.Max(1, length));
}

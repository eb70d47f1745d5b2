using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Documents;

sealed partial class PolicyReader
{
    TableSyntax? ReadTable(MappingReader keys)
    {
        var (name, subject) = (keys.NeededText("name"), keys.NeededText("for"));
        var (when, hit, onError) = (keys.Text("when"), keys.Text("hit"), keys.Text("on-error"));
        var (inputs, outputs) = (keys.NeededMapping("inputs"), keys.NeededMapping("outputs"));
        var rows = keys.NeededText("rows");
        var otherwise = keys.Mapping("otherwise") is { } said ? ReadOtherwise(said, keys.KeySpan("otherwise")) : null;
        var drawing = rows is null ? null : new PipeTableReader(rows, problems).Read();
        return name is null || subject is null || inputs is null || outputs is null
            ? null
            : new TableSyntax(
                name, subject, when, hit, TextEntries(inputs), TextEntries(outputs), drawing, otherwise, onError);
    }

    OtherwiseSyntax ReadOtherwise(YamlMapping otherwise, SourceSpan key)
    {
        var because = otherwise.Entries.FirstOrDefault(e => e.Key.Value == "because")?.Value as YamlScalar;
        if (because is null || because.Value.Trim().Length == 0)
        {
            problems.Add(ProblemCode.MissingKey, key, "'otherwise' needs 'because': the sentence people will read",
                "otherwise: {pet: notify, cattle: notify, because: \"a signal is unknown: hold and tell\"}");
        }

        var cells = TextEntries(otherwise).Where(e => e.Key.Value != "because").ToList();
        return new OtherwiseSyntax(key, cells, because ?? new YamlScalar(key, "", YamlDotNet.Core.ScalarStyle.Plain));
    }

    List<YamlEntry> TextEntries(YamlMapping mapping)
    {
        var texts = new List<YamlEntry>();
        foreach (var entry in mapping.Entries)
        {
            if (entry.Value is YamlScalar { Value.Length: > 0 })
                texts.Add(entry);
            else
                problems.Add(ProblemCode.WrongShape, entry.Value.Span,
                    $"'{entry.Key.Value}' must be a text, this is {entry.Value.Shape}");
        }

        return texts;
    }
}

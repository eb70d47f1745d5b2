using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Matches the names in a drawing's header with those declared above it: each once, none missing.</summary>
static class HeaderNames
{
    /// <summary>The declared names that the header has, with their places in it.</summary>
    /// <param name="what">"input" or "output", for messages.</param>
    public static IReadOnlyList<(string Name, int Index)> Match(
        IReadOnlyList<PipeCell> header, IReadOnlyList<YamlEntry> declared, string what, PipeTable table,
        ProblemLog problems)
    {
        var names = declared.Select(d => d.Key.Value).ToList();
        var matched = new List<(string Name, int Index)>();
        for (var i = 0; i < header.Count; i++)
        {
            var cell = header[i];
            if (!names.Contains(cell.Text))
                problems.Add(ProblemCode.TableDrawing, cell.Span, $"the table declares no {what} '{cell.Text}'",
                    KnownWord.Hint(cell.Text, names));
            else if (matched.Exists(m => m.Name == cell.Text))
                problems.Add(ProblemCode.TableDrawing, cell.Span, $"column '{cell.Text}' is here for the second time");
            else
                matched.Add((cell.Text, i));
        }

        foreach (var missing in declared.Where(d => !matched.Exists(m => m.Name == d.Key.Value)))
            problems.Add(ProblemCode.TableDrawing, table.Header.Id.Span,
                $"the {what} '{missing.Key.Value}' has no column here");
        return matched;
    }
}

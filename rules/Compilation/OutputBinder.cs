using System.Globalization;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles what rows ask for: a ladder of actions for each class.</summary>
sealed class OutputBinder(
    TableSyntax table, HitPolicy hit, IReadOnlyList<InstanceClass> classes, LadderReader ladders, ProblemLog problems)
{
    /// <summary>The type every output has in this version of the language.</summary>
    const string Actions = "actions";

    /// <summary>The output that orders rows where several match.</summary>
    public const string Priority = "priority";

    static readonly Dictionary<string, bool> Types = new() { [Actions] = true };
    static readonly Dictionary<string, bool> PriorityTypes = new() { ["int"] = true };

    /// <summary>Compiled rows in file order; of use only when no problem was found.</summary>
    /// <param name="columns">Null when inputs are wrong; outputs are checked all the same.</param>
    public IReadOnlyList<TableRow>? BindRows(IReadOnlyList<BoundColumn>? columns)
    {
        CheckDeclared();
        if (table.Rows is not { } drawing)
            return null;
        CheckIds(drawing);
        var header = HeaderNames.Match(drawing.Header.Outputs, table.Outputs, "output", drawing, problems);
        var outputs = header.Where(h => ClassBinder.Words.ContainsKey(h.Name))
            .Select(h => (Class: ClassBinder.Words[h.Name], h.Index)).ToList();
        var priority = header.Where(h => h.Name == Priority).Select(h => (int?)h.Index).FirstOrDefault();
        return
        [
            .. drawing.Rows.Select((row, i) => new TableRow(
                row.Id.Text,
                row.Id.Span.Place,
                columns is null ? [] : [.. columns.Select(c => c.Cells[i].Text)],
                outputs.ToDictionary(o => o.Class, o => ladders.Read(row.Outputs[o.Index])),
                null)
            {
                Priority = priority is { } at ? ReadPriority(row.Outputs[at]) : 0,
            }),
        ];
    }

    int ReadPriority(PipeCell cell)
    {
        if (int.TryParse(cell.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        problems.Add(ProblemCode.BadLiteral, cell.Span, $"'{cell.Text}' is not a priority", "write a whole number: 10");
        return 0;
    }

    public TableRow BindOtherwise(OtherwiseSyntax otherwise)
    {
        var cells = new Dictionary<InstanceClass, ActionLadder>();
        foreach (var (name, value) in otherwise.Cells)
        {
            if (KnownWord.Read(name, ClassBinder.Words, "a class", problems) is { } known)
                cells[known] = ladders.Read(PipeCell.Of((YamlScalar)value));
        }

        foreach (var missing in Protected().Where(c => !cells.ContainsKey(c)))
            problems.Add(ProblemCode.ActionNotPermitted, otherwise.Span,
                $"'otherwise' does not say what happens to class '{missing.Name()}'");
        return new TableRow(TableRow.OtherwiseId, otherwise.Span.Place, [], cells, otherwise.Because.Value);
    }

    void CheckDeclared()
    {
        if ((hit == HitPolicy.Priority) != table.Outputs.Any(o => o.Key.Value == Priority))
        {
            problems.Add(ProblemCode.MissingKey, table.Name.Span,
                $"the hit policy 'priority' and the output 'priority' of table '{table.Name.Value}' go together",
                "hit: priority\noutputs: {priority: int, cattle: actions, pet: actions}");
        }

        foreach (var (name, type) in table.Outputs)
        {
            if (name.Value == Priority)
            {
                KnownWord.Read((YamlScalar)type, PriorityTypes, "the type of priorities", problems);
                continue;
            }

            KnownWord.Read(name, ClassBinder.Words, "a class", problems);
            KnownWord.Read((YamlScalar)type, Types, "a type of outputs", problems);
        }

        foreach (var missing in Protected().Where(c => !table.Outputs.Any(o => o.Key.Value == c.Name())))
        {
            problems.Add(ProblemCode.ActionNotPermitted, table.Name.Span,
                $"table '{table.Name.Value}' has no output for class '{missing.Name()}'",
                missing == InstanceClass.Pet
                    ? "an instance whose class cannot be told is a pet, so every table speaks of pets"
                    : null);
        }
    }

    void CheckIds(PipeTable drawing)
    {
        if (drawing.Header.Id.Text != "id")
            problems.Add(ProblemCode.TableDrawing, drawing.Header.Id.Span, "the first column is called 'id'");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in drawing.Rows.Select(r => r.Id))
        {
            if (id.Text is TableRow.OtherwiseId or TableRow.OnErrorId)
                problems.Add(ProblemCode.DuplicateName, id.Span, $"'{id.Text}' is a name the table uses itself");
            else if (!seen.Add(id.Text))
                problems.Add(ProblemCode.DuplicateName, id.Span, $"row '{id.Text}' is there already");
        }
    }

    IEnumerable<InstanceClass> Protected() => classes.Where(c => c != InstanceClass.None);
}

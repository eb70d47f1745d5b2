using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Documents;

/// <summary>
/// Makes one document of several files. Params, tables, limits and tests may be spread; what may be said once, and the list of
/// classes, whose order decides, stand in one file.
/// </summary>
sealed class DocumentMerger(IReadOnlyList<PolicyDocument> parts, ProblemLog problems)
{
    public PolicyDocument Merge()
    {
        var document = new PolicyDocument([.. parts.SelectMany(p => p.Sources)])
        {
            Language = parts.Max(p => p.Language),
            Policy = Single(p => p.Policy, "policy"),
            Revision = Single(p => p.Revision, "revision"),
            MixedHosts = Single(p => p.MixedHosts, "mixed-hosts"),
            Params = Distinct(p => p.Params, p => p.Name, "param"),
            Vars = Distinct(p => p.Vars, v => v.Key, "var"),
            Classes = SingleList(),
            Tables = Distinct(p => p.Tables, t => t.Name, "table"),
            Rules = Rules(),
            Limits = Distinct(p => p.Limits, l => l.Name, "limit"),
            Notify = Single(p => p.Notify, n => n.Span, "notify"),
            Targets = Single(p => p.Targets, t => t.Span, "targets"),
            Fencing = Single(p => p.Fencing, f => f.Span, "fencing"),
            ConfirmDead = Single(p => p.ConfirmDead, c => c.Span, "confirm-dead"),
            ReAdmission = Single(p => p.ReAdmission, r => r.Span, "re-admission"),
            Shutdown = Single(p => p.Shutdown, s => s.Span, "shutdown"),
            Steps = Distinct(p => p.Steps, s => s.Action, "what 'steps' says about"),
            Escalation = Distinct(p => p.Escalation, e => e.On, "escalation on"),
            Tests = Distinct(p => p.Tests, t => t.Name, "test"),
            Law = [.. parts.SelectMany(p => p.Law)],
        };
        return document;
    }

    YamlScalar? Single(Func<PolicyDocument, YamlScalar?> select, string key) => Single(select, s => s.Span, key);

    T? Single<T>(Func<PolicyDocument, T?> select, Func<T, SourceSpan> spanOf, string key)
        where T : class
    {
        var said = parts.Select(select).OfType<T>().ToList();
        foreach (var again in said.Skip(1))
            problems.Add(ProblemCode.DuplicateName, spanOf(again), $"'{key}' is said already at {spanOf(said[0]).Place}");
        return said.FirstOrDefault();
    }

    List<T> Distinct<T>(Func<PolicyDocument, IReadOnlyList<T>> select, Func<T, YamlScalar> name, string what)
    {
        var seen = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        var items = new List<T>();
        foreach (var item in parts.SelectMany(select))
        {
            var scalar = name(item);
            if (seen.TryAdd(scalar.Value, scalar))
                items.Add(item);
            else
                problems.Add(ProblemCode.DuplicateName, scalar.Span,
                    $"{what} '{scalar.Value}' is there already at {seen[scalar.Value].Span.Place}");
        }

        return items;
    }

    /// <summary>A rule and a table must not share a name either: records say one or the other.</summary>
    List<RuleSyntax> Rules()
    {
        var tables = parts.SelectMany(p => p.Tables).DistinctBy(t => t.Name.Value).ToDictionary(t => t.Name.Value, t => t.Name);
        var rules = Distinct(p => p.Rules, r => r.Name, "rule");
        foreach (var name in rules.Select(r => r.Name).Where(n => tables.ContainsKey(n.Value)))
            problems.Add(ProblemCode.DuplicateName, name.Span,
                $"a table '{name.Value}' is there already at {tables[name.Value].Span.Place}");
        return rules;
    }

    IReadOnlyList<ClassSyntax> SingleList()
    {
        var lists = parts.Select(p => p.Classes).Where(c => c.Count > 0).ToList();
        foreach (var again in lists.Skip(1))
        {
            problems.Add(ProblemCode.DuplicateName, again[0].Span,
                $"'classes' is there already at {lists[0][0].Span.Place}",
                "their order decides, so they stand in one file");
        }

        return lists.FirstOrDefault() ?? [];
    }
}

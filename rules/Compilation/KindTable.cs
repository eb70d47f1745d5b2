using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Matching;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// The kinds of facts of one policy: the engine's, the rows of its tables, and those its rules derive. A derived kind is there
/// once a rule that derives it has been understood: that rule gives its fields their types.
/// </summary>
sealed class KindTable(IReadOnlyList<RuleSyntax> rules, IReadOnlyList<DecisionTableRule> tables, ProblemLog problems)
{
    public const string TablePrefix = "table ";

    readonly Dictionary<string, RuleKind> derived = new(StringComparer.Ordinal);
    readonly Dictionary<string, YamlScalar> firstUses = new(StringComparer.Ordinal);
    readonly HashSet<string> read = new(StringComparer.Ordinal);

    /// <summary>Names of kinds that some rule derives, whether or not they could be understood.</summary>
    public IReadOnlySet<string> Derivable { get; } = rules.SelectMany(r => r.Conclusions).OfType<ConclusionSyntax.Derive>()
        .Select(d => d.Kind.Value).Where(k => k != KnownTypes.HostFault).ToHashSet(StringComparer.Ordinal);

    public IEnumerable<string> Names => KnownTypes.All.Select(t => t.Name).Concat(Derivable).Concat(tables.Select(t => TablePrefix + t.Name));

    /// <summary>Derived kinds that no match looks for, by where they are first derived.</summary>
    public IEnumerable<YamlScalar> Unread => firstUses.Where(k => !read.Contains(k.Key)).Select(k => k.Value);

    /// <summary>Null when it is not known, or not yet.</summary>
    public FactType? Find(string name)
    {
        read.Add(name);
        return derived.GetValueOrDefault(name)?.Type
            ?? KnownTypes.All.FirstOrDefault(t => t.Name == name)
            ?? (name.StartsWith(TablePrefix, StringComparison.Ordinal) ? RowsOf(name[TablePrefix.Length..].Trim()) : null);
    }

    public RuleKind? Derived(string name) => derived.GetValueOrDefault(name);

    /// <summary>Whether every kind that the rule reads is known by now, and none of them waits for a rule to be understood.</summary>
    public bool IsReady(RuleSyntax rule) => rule.Match.All(m => !Derivable.Contains(m.Facts.Value) || derived.ContainsKey(m.Facts.Value));

    /// <param name="fields">Without <c>host</c>.</param>
    public RuleKind? Declare(YamlScalar name, FactScope scope, IReadOnlyList<(string Name, CelType Type)> fields)
    {
        var index = KnownKinds.Count + derived.Count;
        if (index >= FactKind.CountMax)
        {
            problems.Add(ProblemCode.TooManyKinds, name.Span,
                $"the policy derives more than {FactKind.CountMax - KnownKinds.Count} kinds of facts", "use one kind with one more field");
            return null;
        }

        firstUses[name.Value] = name;
        return derived[name.Value] = new RuleKind(name.Value, scope, index, fields);
    }

    /// <summary>
    /// All words that rules write for a field, if each of them writes a word: then these are all its values, and a misspelt one is
    /// found. Null when some rule computes it.
    /// </summary>
    public IReadOnlyList<string>? WordsOf(string kind, string field)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            foreach (var derive in rule.Conclusions.OfType<ConclusionSyntax.Derive>().Where(d => d.Kind.Value == kind))
            {
                if (derive.Fields.FirstOrDefault(f => f.Key.Value == field)?.Value is not YamlScalar text)
                    continue;
                if (!BareWord.Is(text.Value, rule))
                    return null;
                words.Add(text.Value);
            }
        }

        return [.. words];
    }

    FactType? RowsOf(string table)
    {
        if (tables.FirstOrDefault(t => t.Name == table) is not { } found)
            return null;
        return KnownTypes.RowsOf(table, found is InstanceTableRule, found.RowIds);
    }
}

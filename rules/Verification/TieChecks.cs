using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Matching;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Verification;

/// <summary>
/// Finds rules that may decide different things for one host or instance with equal priority: the engine would hold then. Rules
/// that can be seen not to hold together are no tie.
/// </summary>
sealed class TieChecks(IReadOnlyList<BoundRule> rules, IReadOnlyList<DecisionTableRule> tables, ProblemLog problems)
{
    public void Run()
    {
        var deciding = rules.SelectMany(r => r.Rule.Conclusions.OfType<RowConclusion>(), (rule, row) => (Rule: rule, Row: row))
            .Where(d => d.Row.Speech.From is null).ToList();
        foreach (var group in deciding.GroupBy(d => (d.Row.IsOfInstance, d.Rule.Rule.Priority)))
            CheckGroup([.. group]);
        foreach (var (rule, row) in deciding.Where(d => d.Rule.Rule.Priority == 0))
            CheckTables(rule, row);
    }

    void CheckGroup(List<(BoundRule Rule, RowConclusion Row)> group)
    {
        for (var later = 1; later < group.Count; later++)
        {
            var first = group.Take(later).FirstOrDefault(e =>
                !AskTheSame(e.Row.Speech, group[later].Row.Speech) && !Exclude(e.Rule, group[later].Rule));
            if (first.Rule is null)
                continue;
            problems.Add(ProblemCode.Tie, group[later].Rule.Syntax.Name.Span,
                $"rules '{first.Rule.Rule.Name}' (line {first.Rule.Syntax.Span.Place.Line}) and '{group[later].Rule.Rule.Name}' may decide differently "
                + $"with equal priority {first.Rule.Rule.Priority}; both together hold",
                "give one of them a higher priority");
        }
    }

    void CheckTables(BoundRule rule, RowConclusion row)
    {
        if (tables.FirstOrDefault(t => t is InstanceTableRule == row.IsOfInstance && t.Name != row.Speech.Table) is not { } table
            && (table = tables.FirstOrDefault(t => t is InstanceTableRule == row.IsOfInstance)) is null)
            return;
        problems.Add(ProblemCode.Tie, rule.Syntax.Name.Span,
            $"rule '{rule.Rule.Name}' and table '{table.Name}' may decide differently with equal priority 0; both together hold",
            "give the rule a priority: above 0 it beats tables, below 0 tables beat it");
    }

    static bool AskTheSame(RowSpeech a, RowSpeech b) =>
        (a.Table, a.Row) == (b.Table, b.Row)
        || (a.Cells.Count == b.Cells.Count && a.Cells.All(c => c.Value.Equals(b.Cells.GetValueOrDefault(c.Key))));

    /// <summary>A field has no value that both admit, or one wants there to be what the other wants not to be.</summary>
    static bool Exclude(BoundRule a, BoundRule b)
    {
        var (testsOfA, testsOfB) = (TestsOf(a), TestsOf(b));
        return testsOfA.Any(x => testsOfB.Any(y =>
                x.Kind == y.Kind && x.Test.Field == y.Test.Field && !x.Test.Values.Overlaps(y.Test.Values)))
            || Contradict(a, b) || Contradict(b, a);
    }

    static List<(string Kind, FieldTest Test)> TestsOf(BoundRule rule) =>
    [
        .. from item in rule.Items
           where item.IsEach
           from conjunct in item.Item.Where?.Conjuncts ?? []
           let test = FieldTest.Of(conjunct)
           where test is not null && test.Path.StartsWith(item.Name + ".", StringComparison.Ordinal)
           select (item.Item.Facts.Name, test),
    ];

    /// <summary>In rules about one host, where nothing but the host is asked of it.</summary>
    static bool Contradict(BoundRule a, BoundRule b) =>
        a.Rule.Scope == Engine.Inference.FactScope.Host && b.Rule.Scope == Engine.Inference.FactScope.Host
        && a.Items.Any(x => x.Item.Form == MatchForm.Not && IsHostOnly(x)
            && b.Items.Any(y => y.Item.Form is MatchForm.Each or MatchForm.Exists && y.Item.Facts.Name == x.Item.Facts.Name));

    static bool IsHostOnly(RuleItem item) =>
        item.Item.Where?.Conjuncts is [{ Equality: { } sides }]
        && ((sides.Left.Path ?? "").EndsWith(".host", StringComparison.Ordinal)
            || (sides.Right.Path ?? "").EndsWith(".host", StringComparison.Ordinal));
}

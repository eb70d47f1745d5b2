using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Rules that could not be understood because each of them reads what only others of them derive.</summary>
sealed class StuckRules(IReadOnlyList<RuleSyntax> stuck, ProblemLog problems)
{
    readonly HashSet<RuleSyntax> told = new(ReferenceEqualityComparer.Instance);

    /// <summary>One problem for each circle. A rule that waits for one that is wrong by itself is not worth a word.</summary>
    public void Report()
    {
        foreach (var rule in stuck)
        {
            if (CircleFrom(rule) is { Count: > 0 } circle && !circle.Exists(c => told.Contains(c.Rule)))
                Report(circle);
        }
    }

    void Report(List<(RuleSyntax Rule, MatchSyntax Item)> circle)
    {
        told.UnionWith(circle.Select(c => c.Rule));
        var path = string.Concat(circle.Select(c => $"{c.Rule.Name.Value} ({c.Rule.Name.Span.Place}) -({Not(c.Item)}{c.Item.Facts.Value})-> "));
        problems.Add(ProblemCode.Circle, circle[0].Item.Facts.Span,
            $"rules wait for each other: {path}{circle[0].Rule.Name.Value}",
            "none of them can be the first: derive one of the kinds from facts that are given, such as Host, without asking for the others");
    }

    static string Not(MatchSyntax item) => item.Form is MatchForm.Each or MatchForm.Exists ? "" : "not ";

    /// <summary>Follows what a rule waits for until a rule comes up again.</summary>
    List<(RuleSyntax Rule, MatchSyntax Item)> CircleFrom(RuleSyntax start)
    {
        var path = new List<(RuleSyntax Rule, MatchSyntax Item)>();
        for (var at = start; ;)
        {
            var seen = path.FindIndex(p => ReferenceEquals(p.Rule, at));
            if (seen >= 0)
                return path[seen..];
            var next = at.Match.Select(item => (item, Source: stuck.FirstOrDefault(r => Derives(r, item.Facts.Value))))
                .FirstOrDefault(n => n.Source is not null);
            if (next.Source is null)
                return [];
            path.Add((at, next.item));
            at = next.Source;
        }
    }

    static bool Derives(RuleSyntax rule, string kind) =>
        rule.Conclusions.OfType<ConclusionSyntax.Derive>().Any(d => d.Kind.Value == kind);
}

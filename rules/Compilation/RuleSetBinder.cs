using System.Globalization;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.BuiltIn;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// Compiles <c>rules</c>. A rule can be understood when the kinds that it reads have been declared by those that derive them,
/// wherever in the files they stand.
/// </summary>
sealed class RuleSetBinder(
    IReadOnlyList<RuleSyntax> rules, IReadOnlyList<DecisionTableRule> tables, IReadOnlyList<InstanceClass> classes, PolicyScope scope)
{
    readonly KindTable kinds = new(rules, tables, scope.Problems);
    readonly Dictionary<RuleSyntax, BoundRule?> bound = new(ReferenceEqualityComparer.Instance);

    /// <summary>Derived kinds that nobody looks for.</summary>
    public IEnumerable<YamlScalar> UnreadKinds => kinds.Unread;

    /// <summary>Those that could be understood, in file order; problems say what is wrong with the others.</summary>
    public IReadOnlyList<BoundRule> Bind()
    {
        foreach (var rule in rules)
            CheckName(rule);
        for (var before = -1; before != bound.Count;)
        {
            before = bound.Count;
            foreach (var rule in rules.Where(r => !bound.ContainsKey(r) && kinds.IsReady(r)))
                bound[rule] = Bind(rule);
        }

        new StuckRules([.. rules.Where(r => !bound.ContainsKey(r))], scope.Problems).Report();
        return [.. rules.Select(r => bound.GetValueOrDefault(r)).OfType<BoundRule>()];
    }

    BoundRule? Bind(RuleSyntax rule)
    {
        var match = new MatchBinder(rule, kinds, scope);
        var priority = ReadPriority(rule);
        if (match.Bind() is not { } items || new RuleScopes(scope.Problems).Of(rule, items) is not { } reach)
            return null;
        var conclusions = new ConclusionBinder(rule, items, reach, priority, match.Environment, kinds, tables, classes, scope).Bind();
        if (conclusions.Count < rule.Conclusions.Count)
            return null;
        var compiled = new Matching.MatchRule(
            rule.Name.Value, rule.Name.Span.Place, priority, reach, [.. items.Select(i => i.Item)], conclusions,
            match.Environment, scope.Params);
        return new BoundRule(rule, items, compiled);
    }

    int ReadPriority(RuleSyntax rule)
    {
        if (rule.Priority is not { } text)
            return 0;
        if (int.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is >= -1000 and <= 1000)
            return number;
        scope.Problems.Add(ProblemCode.BadLiteral, text.Span,
            $"'{text.Value}' is not a priority", "write a whole number from -1000 to 1000");
        return 0;
    }

    void CheckName(RuleSyntax rule)
    {
        if (rule.Name.Value is TableRow.OtherwiseId or TableRow.OnErrorId or RowMatch.Conflict)
            scope.Problems.Add(ProblemCode.DuplicateName, rule.Name.Span,
                $"'{rule.Name.Value}' is a name that rows use themselves",
                "give it another name: where a rule decides its name stands for the row");
        if (BuiltInRules.All(default).Any(b => b.Name == rule.Name.Value))
            scope.Problems.Add(ProblemCode.DuplicateName, rule.Name.Span,
                $"'{rule.Name.Value}' is a rule that is built in",
                "give it another name: records say the name of the rule that fired");
    }
}

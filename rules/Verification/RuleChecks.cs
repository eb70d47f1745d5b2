using PolicyHa.Engine.Inference;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Matching;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Verification;

/// <summary>Asks of the rules what nobody sees in one of them alone: circles, products, ties.</summary>
/// <param name="all">Tables and built-in rules too, as the engine gets them.</param>
sealed class RuleChecks(
    PolicyDocument document, IReadOnlyList<BoundRule> rules, IReadOnlyList<DecisionTableRule> tables, IReadOnlyList<IRule> all,
    ProblemLog problems)
{
    public void Run()
    {
        CheckCircles();
        foreach (var rule in rules)
        {
            CheckJoins(rule);
            CheckWhetherTable(rule);
        }

        new TieChecks(rules, tables, problems).Run();
    }

    void CheckCircles()
    {
        if (rules.Count < document.Rules.Count)
            return;
        try
        {
            RuleStrata.Of(all);
        }
        catch (RulesInCircleException circle)
        {
            Report(circle.Circle);
        }
    }

    void Report(IReadOnlyList<CircleStep> circle)
    {
        var named = circle.Select(c => c.Reader).FirstOrDefault(r => r is MatchRule) ?? circle[0].Reader;
        circle = [.. circle.SkipWhile(c => c.Reader != named), .. circle.TakeWhile(c => c.Reader != named)];
        var at = rules.FirstOrDefault(r => ReferenceEquals(r.Rule, named))?.Syntax.Name.Span ?? document.Rules[0].Span;
        var own = circle.Where(c => c.Reader is MatchRule).Select(c => c.Reader).Distinct().ToList();
        if (own.Count == 1)
        {
            problems.Add(ProblemCode.SelfDefeating, at,
                $"rule '{named.Name}' asks for the absence or the number of what it leads to itself: {Path(circle)}",
                "if it is to stop after so many, write a limit: limits are asked after all rules have spoken");
            return;
        }

        problems.Add(ProblemCode.Circle, at, $"rules wait for each other: {Path(circle)}",
            "one of them must not ask for the absence or the number of what another derives");
    }

    /// <summary><c>a (rules.yaml:12:5) -(not HostFault)-> b (rules.yaml:20:5) -(Lost)-> a</c>: each rule waits for the next one.</summary>
    string Path(IReadOnlyList<CircleStep> circle) => string.Concat(circle.Select(c =>
    {
        var kinds = string.Join("+", KindsOf(c).Select(k => k.Name));
        return $"{c.Reader.Name} ({c.Reader.Source}) {(c.Reader.Awaits.Overlaps(c.Kinds) ? $"-(not {kinds})->" : $"-({kinds})->")} ";
    })) + circle[0].Reader.Name;

    IEnumerable<FactKind> KindsOf(CircleStep step) => rules.SelectMany(r => r.Items.Select(i => i.Item.Facts.Kind)
            .Concat(r.Rule.Conclusions.Select(c => c.Derives)))
        .Append(Engine.Inference.Known.KnownKinds.HostFault).Append(Engine.Inference.Known.KnownKinds.RowMatch)
        .Where(step.Kinds.Contains).DistinctBy(k => k.Index);

    /// <summary>Two facts that nothing ties to each other are every pair of them.</summary>
    void CheckJoins(BoundRule rule)
    {
        var each = Enumerable.Range(0, rule.Items.Count).Where(i => rule.Items[i].IsEach && !rule.Items[i].Item.Facts.IsSingle).ToList();
        if (new JoinGraph(rule.Items).Apart(each) is not { } apart)
            return;
        var (first, other) = (rule.Items[each[0]], rule.Items[apart]);
        problems.Add(ProblemCode.CrossJoin, other.Syntax.Span,
            $"nothing ties '{other.Name}' to '{first.Name}': every {other.Item.Facts.Name} would meet every {first.Item.Facts.Name}",
            $"write an equality: where: \"{other.Name}.{FieldOf(other)} == {first.Name}.{FieldOf(first)}\"");
    }

    static string FieldOf(RuleItem item) => item.IsAboutHost ? item.Item.Facts.HostField : "name";

    /// <summary>A choice by a few enums of one host is a table: there it can be checked for gaps.</summary>
    void CheckWhetherTable(BoundRule rule)
    {
        if (rule.Items is not [{ IsEach: true } only]
            || rule.Syntax.Conclusions is not [ConclusionSyntax.Decide { Ladder.Count: 0 } decide]
            || decide.Subject.Key.Value is not ("host" or "instance") || only.Item.Where is not { } where
            || only.Item.Facts.Name is not ("Host" or "InstanceFault"))
            return;
        if (where.Conjuncts.All(c => FieldTest.Of(c) is not null))
        {
            problems.Add(ProblemCode.CouldBeTable, rule.Syntax.Name.Span,
                $"rule '{rule.Rule.Name}' could be a row of a table",
                "a table chooses by a few fields, and is checked for gaps and overlaps");
        }
    }
}

using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Says how far a rule looks: at one host, at a segment, or at everything.</summary>
sealed class RuleScopes(ProblemLog problems)
{
    static readonly Dictionary<string, FactScope> Words = new()
    {
        ["host"] = FactScope.Host,
        ["segment"] = FactScope.Segment,
        ["cloud"] = FactScope.Fleet,
    };

    /// <summary>Null when the rule wants to see what cannot be seen from there.</summary>
    public FactScope? Of(RuleSyntax rule, IReadOnlyList<RuleItem> items)
    {
        FactScope? said = rule.Scope is null ? null : KnownWord.Read(rule.Scope, Words, "a scope of rules", problems);
        if (rule.Scope is not null && said is null)
            return null;
        var whyNotHost = WhyNotOfOneHost(rule, items);
        if (said == FactScope.Host && whyNotHost is not null)
        {
            problems.Add(ProblemCode.RuleScope, rule.Scope!.Span,
                $"this rule cannot look at one host alone: {whyNotHost}",
                "write the equality of the hosts into 'where', or `scope: segment`");
            return null;
        }

        var scope = said ?? (items.Any(IsOfEverything) ? FactScope.Fleet : whyNotHost is null ? FactScope.Host : FactScope.Segment);
        return scope != FactScope.Fleet || SeesOnlyWhatIsTold(items) ? scope : null;
    }

    static bool IsOfEverything(RuleItem item) => item.Item.Facts.Kind == KnownKinds.Zone || item.Item.Facts.Kind == KnownKinds.Cloud;

    static string? WhyNotOfOneHost(RuleSyntax rule, IReadOnlyList<RuleItem> items)
    {
        var ofHosts = Enumerable.Range(0, items.Count).Where(i => items[i].IsAboutHost).ToList();
        if (!ofHosts.Exists(i => items[i].IsEach))
            return "no item of its match binds something about a host";
        if (!new JoinGraph(items).AreOfOneHost(ofHosts))
            return "its items are not tied to one host";
        foreach (var conclusion in rule.Conclusions)
        {
            switch (conclusion)
            {
                case ConclusionSyntax.Derive derive when derive.Fields.All(f => f.Key.Value != "host"):
                    return $"{derive.Kind.Value} has no field 'host'";
                case ConclusionSyntax.Decide { Subject.Key.Value: not ("host" or "instance") } decide:
                    return $"it decides about a {decide.Subject.Key.Value}";
            }
        }

        return null;
    }

    /// <summary>Other segments tell what they derived, not all that they know.</summary>
    bool SeesOnlyWhatIsTold(IReadOnlyList<RuleItem> items)
    {
        var isRight = true;
        foreach (var item in items)
        {
            var kind = item.Item.Facts.Kind;
            if (kind != KnownKinds.Host && kind != KnownKinds.InstanceFault && kind != KnownKinds.RowMatch && kind != KnownKinds.InstanceRow)
                continue;
            isRight = false;
            problems.Add(ProblemCode.RuleScope, item.Syntax.Facts.Span,
                $"a rule about the whole cloud cannot see '{item.Syntax.Facts.Value}' of other segments",
                "let a rule of scope host derive what matters, and match that; or match HostFault or HostSuspect");
        }

        return isRight;
    }
}

using PolicyHa.Engine.Inference.Known;

namespace PolicyHa.Engine.Inference;

/// <summary>The rules of a policy in the order they are run: stratum by stratum, in a stratum the hosts' rules first.</summary>
sealed class RulePlan
{
    /// <exception cref="RulesInCircleException">The rules cannot be ordered.</exception>
    public RulePlan(IReadOnlyList<IRule> rules)
    {
        var strata = RuleStrata.Of(rules);
        Stages =
        [
            .. rules.Select((rule, i) => (Rule: rule, Stratum: strata[i])).GroupBy(r => (r.Stratum, r.Rule.Scope))
                .OrderBy(g => g.Key.Stratum).ThenBy(g => g.Key.Scope)
                .Select(g => new RuleStage(g.Key.Scope, [.. g.Select(r => r.Rule)])),
        ];
        for (var s = 0; s < Stages.Length; s++)
        {
            var stage = Stages[s];
            LooksWide |= stage.Scope != FactScope.Host || stage.Reads.Overlaps(KnownKinds.GivenWide);
            if (stage.Scope != FactScope.Fleet)
                continue;
            FleetReads |= new FactKinds(stage.Reads.Bits & ~KnownKinds.Given.Bits);
            LastFleetStage = s;
        }
    }

    public RuleStage[] Stages { get; }

    /// <summary>Some rule looks at more than one host.</summary>
    public bool LooksWide { get; }

    /// <summary>Kinds that other segments need to know of.</summary>
    public FactKinds FleetReads { get; }

    /// <summary>Before this stage all is derived that other segments need to know of; -1: no stage looks at them.</summary>
    public int LastFleetStage { get; } = -1;
}

namespace PolicyHa.Engine.Inference;

/// <summary>
/// Runs rules over facts until nothing new follows: stratum by stratum, each to its fixpoint. Every run starts from the
/// snapshot's facts, so nothing is ever retracted, and the same input gives the same output.
/// </summary>
public static class ForwardChainer
{
    /// <summary>A stratum that still derives after so many rounds feeds itself.</summary>
    public const int RoundsMax = 100;

    /// <summary>Adds to <paramref name="facts"/> all that follows and returns the firings in order.</summary>
    /// <param name="rules">In priority and file order; strata are sorted here, stably.</param>
    /// <param name="factsMax">More facts than this means a rule multiplies them.</param>
    /// <exception cref="RulesDidNotSettleException">A bound was reached. The turn must hold everything.</exception>
    public static IReadOnlyList<Firing> Run(IEnumerable<IRule> rules, FactSet facts, int factsMax)
    {
        var firings = new List<Firing>();
        foreach (var stratum in rules.GroupBy(r => r.Stratum).OrderBy(g => g.Key))
            Settle([.. stratum], facts, factsMax, firings);
        return firings;
    }

    static void Settle(IRule[] rules, FactSet facts, int factsMax, List<Firing> firings)
    {
        for (var round = 1; ; round++)
        {
            var before = facts.Count;
            foreach (var rule in rules)
                Fire(rule, facts, firings);
            if (facts.Count == before)
                return;
            if (round == RoundsMax || facts.Count > factsMax)
                throw new RulesDidNotSettleException(round, facts.Count, firings);
        }
    }

    static void Fire(IRule rule, FactSet facts, List<Firing> firings)
    {
        foreach (var (fact, support) in rule.Derive(facts).ToList())
        {
            if (facts.Add(fact))
                firings.Add(new Firing(rule.Name, rule.Source, fact, support));
        }
    }
}

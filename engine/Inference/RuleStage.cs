namespace PolicyHa.Engine.Inference;

/// <summary>Rules of one stratum and one scope: they are run together until nothing new follows.</summary>
sealed class RuleStage
{
    public RuleStage(FactScope scope, IReadOnlyList<IRule> rules)
    {
        (Scope, Rules) = (scope, [.. rules]);
        (RuleReads, RuleNeeds) = ([.. rules.Select(r => r.Reads)], [.. rules.Select(r => r.Needs)]);
        foreach (var rule in rules)
        {
            Reads |= rule.Reads;
            Derives |= rule.Derives;
        }
    }

    public FactScope Scope { get; }

    /// <summary>In the policy's order.</summary>
    public IRule[] Rules { get; }

    // rule by rule; beside the rules, because most of them are passed over

    public FactKinds[] RuleReads { get; }

    public FactKinds[] RuleNeeds { get; }

    public FactKinds Reads { get; }

    public FactKinds Derives { get; }

    /// <summary>What is derived may lead to more; else one round is enough.</summary>
    public bool FeedsItself => Reads.Overlaps(Derives);

    /// <summary>There is a rule that these kinds of facts may be enough for.</summary>
    public bool MaySpeakOf(FactKinds there)
    {
        foreach (var needs in RuleNeeds)
        {
            if (there.Covers(needs))
                return true;
        }

        return false;
    }
}

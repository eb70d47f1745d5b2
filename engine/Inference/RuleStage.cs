namespace PolicyHa.Engine.Inference;

/// <summary>Rules of one stratum and one scope: they are run together until nothing new follows.</summary>
sealed class RuleStage
{
    public RuleStage(FactScope scope, IReadOnlyList<IRule> rules)
    {
        (Scope, Rules) = (scope, [.. rules]);
        foreach (var rule in rules)
        {
            Reads |= rule.Reads;
            Derives |= rule.Derives;
        }
    }

    public FactScope Scope { get; }

    /// <summary>In the policy's order.</summary>
    public IRule[] Rules { get; }

    public FactKinds Reads { get; }

    public FactKinds Derives { get; }

    /// <summary>What is derived may lead to more; else one round is enough.</summary>
    public bool FeedsItself => Reads.Overlaps(Derives);
}

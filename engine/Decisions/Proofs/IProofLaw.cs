using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>One promise about a policy, judged by the steps of the plans and the cells of the rows, never by the word of who made the plans.</summary>
public interface IProofLaw
{
    /// <summary>Kebab-case and permanent.</summary>
    string Name { get; }

    /// <summary>The promise, as an operator would say it.</summary>
    string Title { get; }

    /// <summary>What it looks at, in the plural, such as <c>plans</c>.</summary>
    string LooksAt { get; }

    /// <summary>Why this policy does not promise it; null when it does.</summary>
    string? WhyNotClaimed(RecoveryPolicy policy) => null;

    LawRuling Judge(ProofScene scene);
}

/// <summary>What a law says of one situation.</summary>
/// <param name="Looked">How many of what it looks at were there.</param>
/// <param name="Broken">How the law is broken, in a sentence; null when it is kept.</param>
/// <param name="Hint">What to change in the policy; null when it is kept.</param>
public readonly record struct LawRuling(int Looked, string? Broken = null, string? Hint = null);

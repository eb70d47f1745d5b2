using System.Diagnostics.CodeAnalysis;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>What loading rule files gave: a policy, or everything that is wrong with them.</summary>
/// <param name="Policy">Null when there is an error; warnings alone do not stop a policy.</param>
/// <param name="Problems">By file and place.</param>
/// <param name="Sources">The texts, for <see cref="ProblemText"/>.</param>
public sealed record PolicyLoad(
    RecoveryPolicy? Policy, IReadOnlyList<PolicyProblem> Problems, IReadOnlyList<SourceText> Sources)
{
    [MemberNotNullWhen(true, nameof(Policy))]
    public bool IsValid => Policy is not null;

    /// <summary>What the texts say, with their tests; null when they could not be read from disk.</summary>
    internal PolicyDocument? Document { get; init; }
}

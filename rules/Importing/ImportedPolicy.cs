using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Importing;

/// <summary>What came of an import.</summary>
/// <param name="RuleFile">Complete and valid; null when the input has errors.</param>
public sealed record ImportedPolicy(string? RuleFile, IReadOnlyList<PolicyProblem> Problems);

using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Matching;

namespace PolicyHa.Rules.Compilation;

/// <summary>A rule, written and compiled.</summary>
sealed record BoundRule(RuleSyntax Syntax, IReadOnlyList<RuleItem> Items, MatchRule Rule);

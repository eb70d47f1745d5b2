using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Formatting;

/// <summary>A rule file with its tables aligned.</summary>
/// <param name="Problems">Why the file, or a table of it, was left as it is. They point into
/// <paramref name="Source"/>.</param>
/// <param name="Source">The text before.</param>
public sealed record FormattedText(string Text, IReadOnlyList<PolicyProblem> Problems, SourceText Source);

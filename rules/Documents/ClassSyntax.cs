namespace PolicyHa.Rules.Documents;

/// <summary>
/// A line of <c>classes</c>: <c>{class: pet, when: …}</c>, or <c>{class: cattle, otherwise: true}</c> without
/// condition.
/// </summary>
sealed record ClassSyntax(SourceSpan Span, YamlScalar Class, YamlScalar? When);

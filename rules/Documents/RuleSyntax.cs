namespace PolicyHa.Rules.Documents;

/// <summary>A line of <c>rules</c>.</summary>
sealed record RuleSyntax(
    SourceSpan Span,
    YamlScalar Name,
    IReadOnlyList<MatchSyntax> Match,
    YamlScalar? Because,
    YamlScalar? Priority,
    YamlScalar? Scope,
    IReadOnlyList<ConclusionSyntax> Conclusions);

namespace PolicyHa.Rules.Documents;

/// <summary>A line of <c>limits</c>.</summary>
/// <param name="Max">For <c>fencing-per-segment</c>: a number or <c>params.x</c>.</param>
/// <param name="MaxShare">For <c>storm</c>: percent, or <c>params.x</c>.</param>
sealed record LimitSyntax(SourceSpan Span, YamlScalar Name, YamlScalar? Max, YamlScalar? MaxShare);

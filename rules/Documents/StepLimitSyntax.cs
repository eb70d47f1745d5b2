namespace PolicyHa.Rules.Documents;

/// <summary>A line of <c>steps</c>: <c>fence: {timeout: 60s, tries: 3, back-off: 10s}</c>.</summary>
sealed record StepLimitSyntax(SourceSpan Span, YamlScalar Action, YamlScalar? Timeout, YamlScalar? Tries, YamlScalar? BackOff);

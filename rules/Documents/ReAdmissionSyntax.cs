namespace PolicyHa.Rules.Documents;

/// <summary><c>re-admission: {mode: auto, healthy: 5m, fail-back: false}</c>.</summary>
sealed record ReAdmissionSyntax(SourceSpan Span, YamlScalar? Mode, YamlScalar? Healthy, YamlScalar? FailBack);

/// <summary><c>shutdown: {mode: conditional, wait: 10m}</c>.</summary>
sealed record ShutdownSyntax(SourceSpan Span, YamlScalar? Mode, YamlScalar? Wait);

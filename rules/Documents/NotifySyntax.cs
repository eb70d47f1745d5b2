namespace PolicyHa.Rules.Documents;

/// <summary><c>notify: {operators: [nagios, sensu], critical: [nagios, webhook:oncall]}</c>.</summary>
sealed record NotifySyntax(SourceSpan Span, IReadOnlyList<YamlScalar>? Operators, IReadOnlyList<YamlScalar>? Critical);

/// <summary><c>confirm-dead: {persons: 2, valid: 10m}</c>.</summary>
sealed record ConfirmDeadSyntax(SourceSpan Span, YamlScalar? Persons, YamlScalar? Valid);

/// <summary><c>targets: {healthy-delay: 5m, when-none: hold, reserved: same-aggregate, reserved-joins: [ssd]}</c>.</summary>
sealed record TargetSyntax(SourceSpan Span, YamlScalar? HealthyDelay, YamlScalar? WhenNone, YamlScalar? Reserved, IReadOnlyList<YamlScalar>? ReservedJoins);

/// <summary><c>fencing: {verb: reboot, pending-timeout: 30m}</c>.</summary>
sealed record FencingSyntax(SourceSpan Span, YamlScalar? Verb, YamlScalar? PendingTimeout);

/// <summary>A line of <c>escalation</c>: <c>{on: fence-failed, again-every: 5m, remind-every: 15m, then: notify critical}</c>.</summary>
sealed record EscalationSyntax(SourceSpan Span, YamlScalar On, YamlScalar? AgainEvery, YamlScalar? RemindEvery, YamlScalar? After, YamlScalar? Then, SourceSpan? Try);

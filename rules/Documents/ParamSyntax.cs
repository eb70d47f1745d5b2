namespace PolicyHa.Rules.Documents;

/// <summary>A line of <c>params</c>: <c>settle: {type: duration, default: 10s}</c>.</summary>
sealed record ParamSyntax(YamlScalar Name, YamlScalar Type, YamlScalar Default, YamlScalar? Min, YamlScalar? Max);

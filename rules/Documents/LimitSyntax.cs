namespace PolicyHa.Rules.Documents;

/// <summary>A line of <c>limits</c>.</summary>
/// <param name="Action">What is limited; null in the short form, where the name says it.</param>
/// <param name="Max">A number or <c>params.x</c>.</param>
/// <param name="MaxShare">Percent, or <c>params.x</c>.</param>
/// <param name="Order">Who comes first when slots are scarce.</param>
/// <param name="Counting">What the share counts.</param>
/// <param name="Over">What happens to the others.</param>
sealed record LimitSyntax(
    SourceSpan Span, YamlScalar Name, YamlScalar? Action, YamlScalar? Per, YamlScalar? Max, YamlScalar? MaxShare,
    IReadOnlyList<YamlScalar>? Order, IReadOnlyList<YamlScalar>? Counting, YamlScalar? Over);

namespace PolicyHa.Rules.Documents;

/// <summary>A line of <c>limits</c>.</summary>
/// <param name="Action">What is limited; null in the short form, where the name says it.</param>
/// <param name="Per">What it is counted over.</param>
/// <param name="Values">Of <see cref="ValueKeys"/>, those that are there: literals or <c>params.x</c>.</param>
/// <param name="Order">Who comes first when slots are scarce.</param>
/// <param name="Counting">Which hosts count.</param>
/// <param name="Over">What happens to the others.</param>
sealed record LimitSyntax(
    SourceSpan Span, YamlScalar Name, YamlScalar? Action, YamlScalar? Per, IReadOnlyDictionary<string, YamlScalar> Values,
    IReadOnlyList<YamlScalar>? Order, IReadOnlyList<YamlScalar>? Counting, YamlScalar? Over)
{
    /// <summary>How much, and for how long.</summary>
    public static readonly string[] ValueKeys = ["max", "max-share", "metadata", "window", "memory", "cool-down", "rounds"];

    public bool Has(string key) => Values.ContainsKey(key);
}

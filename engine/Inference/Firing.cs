using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Inference;

/// <summary>One rule having derived one fact: an entry of the trace.</summary>
public sealed record Firing(string Rule, RuleSource At, Fact Fact, IReadOnlyList<Fact> Support)
{
    public override string ToString() => $"{Fact.Text} by {Rule} ({At})";

    /// <exception cref="ArgumentException">The fact was given, not derived.</exception>
    internal static Firing Of(FactEntry entry) => entry.Rule is { } rule
        ? new Firing(rule.Name, rule.Source, entry.Fact, entry.Support)
        : throw new ArgumentException($"{entry.Fact} was not derived", nameof(entry));
}

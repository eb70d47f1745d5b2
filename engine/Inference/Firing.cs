using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Inference;

/// <summary>One rule having derived one new fact: an entry of the trace.</summary>
public sealed record Firing(string Rule, RuleSource At, Fact Fact, IReadOnlyList<Fact> Support)
{
    public override string ToString() => $"{Fact.Text} by {Rule} ({At})";
}

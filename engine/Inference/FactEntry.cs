namespace PolicyHa.Engine.Inference;

/// <summary>A fact in working memory.</summary>
/// <param name="Rule">Which rule derived it; null for a given one.</param>
/// <param name="Support">What it rests on; empty for a given one.</param>
readonly record struct FactEntry(Fact Fact, IRule? Rule, Fact[] Support)
{
    public static FactEntry Given(Fact fact) => new(fact, null, []);
}

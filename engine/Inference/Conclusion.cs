namespace PolicyHa.Engine.Inference;

/// <summary>A derived fact and what it rests on.</summary>
public readonly record struct Conclusion(Fact Fact, IReadOnlyList<Fact> Support);

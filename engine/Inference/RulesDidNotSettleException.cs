namespace PolicyHa.Engine.Inference;

/// <summary>A rule feeds itself or multiplies facts. Carries the last firings, which name it.</summary>
public sealed class RulesDidNotSettleException(int rounds, int facts, IReadOnlyList<Firing> firings)
    : Exception($"rules did not settle after {rounds} rounds and {facts} facts; last: "
        + string.Join("; ", firings))
{
    /// <summary>The last ones, at most five.</summary>
    public IReadOnlyList<Firing> Firings { get; } = firings;
}

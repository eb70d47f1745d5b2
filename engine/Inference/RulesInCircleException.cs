namespace PolicyHa.Engine.Inference;

/// <summary>Rules need each other's facts complete before they start, in a circle.</summary>
public sealed class RulesInCircleException(IReadOnlyList<CircleStep> circle)
    : Exception($"rules wait for each other: {string.Join(" -> ", circle.Select(c => c.Reader.Name).Append(circle[0].Reader.Name))}")
{
    /// <summary>At least one link; each rule's source is the next link's reader, the last one's is the first's.</summary>
    public IReadOnlyList<CircleStep> Circle { get; } = circle;
}

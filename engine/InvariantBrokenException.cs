namespace PolicyHa.Engine;

/// <summary>The code is about to do what it must never do. Nobody handles this but the top of a loop, which stops the plan.</summary>
public sealed class InvariantBrokenException(string law) : Exception($"invariant broken: {law}")
{
    /// <summary>The law that does not hold.</summary>
    public string Law { get; } = law;
}

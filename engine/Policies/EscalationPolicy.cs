namespace PolicyHa.Engine.Policies;

/// <summary>What is done when an act itself fails.</summary>
/// <param name="FenceRetryAfter">After a fence that could not be proven, how long until it is tried again; null: as configured.</param>
/// <param name="At">Where it is written.</param>
public sealed record EscalationPolicy(TimeSpan? FenceRetryAfter, RuleSource At)
{
    /// <summary>The file says nothing.</summary>
    public static readonly EscalationPolicy Standard = new(null, RuleSource.BuiltIn);

    /// <summary>How often the operators are told again that a host waits for a proof of its death.</summary>
    /// <value>Default 15 minutes. 1 minute to 1 day.</value>
    public TimeSpan RemindEvery { get; init; } = TimeSpan.FromMinutes(15);
}

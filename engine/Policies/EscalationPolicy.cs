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

    /// <summary>An incident that has been open so long is told again, as critical, whatever it waits for.</summary>
    /// <value>Default 48 hours: who is on call has changed twice by then. 10 minutes to 30 days.</value>
    public TimeSpan OldAfter { get; init; } = TimeSpan.FromHours(48);

    /// <summary>And from then on this often.</summary>
    /// <value>Default 1 day. 10 minutes to 7 days.</value>
    public TimeSpan OldEvery { get; init; } = TimeSpan.FromDays(1);
}

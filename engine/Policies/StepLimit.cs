namespace PolicyHa.Engine.Policies;

/// <summary>How long a try of an action may take, how often it is tried, and how long is waited in between. Null: as the service is configured.</summary>
/// <param name="Timeout">Of one try. 1 second to 1 day.</param>
/// <param name="Tries">All in all. 1 to 100.</param>
/// <param name="BackOff">Before the second try, doubled with each that follows. 1 second to 1 hour.</param>
/// <param name="At">Where it is written.</param>
public sealed record StepLimit(TimeSpan? Timeout, int? Tries, TimeSpan? BackOff, RuleSource At)
{
    /// <summary>For example <c>30s a try, 2 tries, 10s between them</c>.</summary>
    public string Text => string.Join(", ", new[]
    {
        Timeout is { } timeout ? $"{Durations.Text(timeout)} a try" : null,
        Tries is { } tries ? tries == 1 ? "1 try" : $"{tries} tries" : null,
        BackOff is { } backOff ? $"{Durations.Text(backOff)} before the next, doubled each time" : null,
    }.OfType<string>());
}

namespace PolicyHa.Simulation.Running;

/// <summary>The clock of one machine: its wall clock may be wrong and may be set; the time that passes is true.</summary>
public sealed class MachineClock(SimClock truth) : TimeProvider
{
    /// <summary>How far the wall clock is ahead of the truth.</summary>
    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => truth.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => truth.GetUtcNow() + Ahead;

    public override long GetTimestamp() => truth.GetTimestamp();

    /// <summary>When this clock shows <paramref name="shown"/>.</summary>
    public DateTimeOffset TrueTimeOf(DateTimeOffset shown) => shown - Ahead;
}

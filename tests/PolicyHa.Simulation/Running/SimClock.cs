namespace PolicyHa.Simulation.Running;

/// <summary>Time that moves only when told to.</summary>
public sealed class SimClock : TimeProvider
{
    /// <summary>Where every simulation starts.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    DateTimeOffset now = Start;

    public override DateTimeOffset GetUtcNow() => now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed => now - Start;

    /// <summary>Forwards only.</summary>
    public void MoveTo(DateTimeOffset to)
    {
        if (to < now)
            throw new ArgumentOutOfRangeException(nameof(to), to, $"time does not run backwards: it is {now:O}");
        now = to;
    }
}

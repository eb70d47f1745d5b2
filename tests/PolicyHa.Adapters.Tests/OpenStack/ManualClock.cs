namespace PolicyHa.Adapters.Tests.OpenStack;

/// <summary>
/// A clock that stands until it is moved. Its timers are real ones: time limits still end a test that hangs.
/// </summary>
sealed class ManualClock : TimeProvider
{
    long ticks = new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}

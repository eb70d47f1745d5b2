namespace PolicyHa.Engine.Tests.Running;

/// <summary>Whoever waits by it has it move on at once.</summary>
sealed class LeapClock : TimeProvider
{
    DateTimeOffset now = Some.Now;
    DateTimeOffset end = DateTimeOffset.MaxValue;
    CancellationTokenSource? stop;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void EndsIn(TimeSpan time, CancellationTokenSource then) => (end, stop) = (now + time, then);

    public void Pass(TimeSpan time) => now += time;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        now += dueTime;
        if (now >= end)
            stop!.Cancel();
        return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>
/// Durations as the store keeps them: whole milliseconds, what is finer rounded up so that nothing times out early.
/// </summary>
static class StoredDuration
{
    const long MillisecondsMax = long.MaxValue / TimeSpan.TicksPerMillisecond;

    public static long Milliseconds(TimeSpan duration)
    {
        var (whole, rest) = Math.DivRem(duration.Ticks, TimeSpan.TicksPerMillisecond);
        return Math.Min(rest > 0 ? whole + 1 : whole, MillisecondsMax);
    }

    public static TimeSpan Read(long milliseconds) =>
        TimeSpan.FromTicks(checked(milliseconds * TimeSpan.TicksPerMillisecond));
}

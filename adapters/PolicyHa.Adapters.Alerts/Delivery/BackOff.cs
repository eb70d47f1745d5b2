namespace PolicyHa.Adapters.Alerts.Delivery;

/// <summary>
/// When to try again: after 1 s, 2 s, 4 s, ... up to 5 minutes, and up to a fifth more, so that a sink that comes back
/// is not met by all alerts at once.
/// </summary>
internal static class BackOff
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Last = TimeSpan.FromMinutes(5);

    /// <summary>A sink that asks for more than this gets no more.</summary>
    static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(1);

    /// <param name="tries">Deliveries attempted before this one.</param>
    /// <param name="jitter">0 to 1.</param>
    /// <param name="retryAfter">What the sink asked for: never sooner.</param>
    public static TimeSpan After(int tries, double jitter, TimeSpan? retryAfter)
    {
        var doubled = tries >= 9 ? Last : First * (1 << tries);   // 2^9 s is beyond the last already
        var own = (doubled < Last ? doubled : Last) * (1 + jitter / 5);
        var asked = retryAfter is { } wish ? (wish < RetryAfterMax ? wish : RetryAfterMax) : TimeSpan.Zero;
        return own > asked ? own : asked;
    }
}

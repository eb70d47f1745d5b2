using System.Threading.RateLimiting;

namespace PolicyHa.Adapters.OpenStack.Http;

/// <summary>So many calls a second: those of one second may come at once, and after them each waits for its turn, in the order they came.</summary>
static class CallRate
{
    /// <summary>How often turns are given out at most: 50 times a second.</summary>
    const int RoundsPerSecond = 50;

    /// <param name="perSecond">0: no limit.</param>
    public static RateLimiter? Of(int perSecond)
    {
        if (perSecond == 0)
            return null;
        var atOnce = Math.Max(1, perSecond / RoundsPerSecond);
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond,
            TokensPerPeriod = atOnce,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)atOnce / perSecond),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }
}

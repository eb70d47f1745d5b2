using System.Threading.RateLimiting;

namespace PolicyHa.Adapters.OpenStack.Http;

/// <summary>
/// Lets so many calls be under way at once, and of these so many reads; who came first goes first. A call keeps its place while it waits for a retry:
/// that is when less load helps. Where calls a second are limited too, only reads that have a place wait for their second: an act has no more than these before it.
/// </summary>
/// <param name="calls">Places for all.</param>
/// <param name="reads">Places that reads take before.</param>
/// <param name="rate">Calls a second; null: as many as there are. A repeat of a failed read is none: it waits by itself.</param>
sealed class CallLimitHandler(SemaphoreSlim calls, SemaphoreSlim reads, RateLimiter? rate) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (request.Method != HttpMethod.Get)
            return await InTurnAsync(request, ct);
        await reads.WaitAsync(ct);
        try
        {
            return await InTurnAsync(request, ct);
        }
        finally
        {
            reads.Release();
        }
    }

    async Task<HttpResponseMessage> InTurnAsync(HttpRequestMessage request, CancellationToken ct)
    {
        await calls.WaitAsync(ct);
        try
        {
            using var turn = rate is null ? null : await rate.AcquireAsync(1, ct);
            return await base.SendAsync(request, ct);
        }
        finally
        {
            calls.Release();
        }
    }
}

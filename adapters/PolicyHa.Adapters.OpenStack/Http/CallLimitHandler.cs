namespace PolicyHa.Adapters.OpenStack.Http;

/// <summary>
/// Lets so many calls be under way at once, and of these so many reads; who came first goes first. A call keeps its place while it waits for a retry:
/// that is when less load helps.
/// </summary>
/// <param name="calls">Places for all.</param>
/// <param name="reads">Places that reads take before.</param>
sealed class CallLimitHandler(SemaphoreSlim calls, SemaphoreSlim reads) : DelegatingHandler
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
            return await base.SendAsync(request, ct);
        }
        finally
        {
            calls.Release();
        }
    }
}

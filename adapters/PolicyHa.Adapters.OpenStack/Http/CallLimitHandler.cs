namespace PolicyHa.Adapters.OpenStack.Http;

/// <summary>
/// Lets so many calls be under way at once. A call keeps its place while it waits for a retry: that is when less load
/// helps.
/// </summary>
sealed class CallLimitHandler(SemaphoreSlim places) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            return await base.SendAsync(request, ct);
        }
        finally
        {
            places.Release();
        }
    }
}

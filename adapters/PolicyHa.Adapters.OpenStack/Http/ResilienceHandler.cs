using Polly;

namespace PolicyHa.Adapters.OpenStack.Http;

/// <summary>
/// Runs each call through the pipeline for calls of its kind. An answer's body is read inside the attempt: an answer
/// that breaks off half-way is a failed attempt, not half a list.
/// </summary>
sealed class ResilienceHandler(Func<HttpMethod, ResiliencePipeline<HttpResponseMessage>> pipelineFor)
    : DelegatingHandler
{
    /// <summary>64 MiB: a page of 1,000 servers with full metadata is below 10.</summary>
    const long BodyMax = 64 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        try
        {
            return await pipelineFor(request.Method).ExecuteAsync(
                static (context, call) => call.Handler.AttemptAsync(call.Request, context.CancellationToken),
                context,
                (Handler: this, Request: request));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    async ValueTask<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var response = await base.SendAsync(request, ct);
        try
        {
            await response.Content.LoadIntoBufferAsync(BodyMax, ct);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}

using System.Net;
using Polly;
using Polly.Retry;

namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>
/// How calls to a group's devices are timed. A read is tried once more after a second: BMCs drop connections for no
/// reason. A power-off goes out once, and the engine decides on another.
/// </summary>
sealed class HttpPipelines(FencingOptions options, TimeProvider clock)
{
    static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    readonly (ResiliencePipeline<HttpResponseMessage> Read, ResiliencePipeline<HttpResponseMessage> Act)[] pipelines =
        [.. options.Devices.Select(d => (Reading(d, clock), Acting(d, clock)))];

    public (ResiliencePipeline<HttpResponseMessage> Read, ResiliencePipeline<HttpResponseMessage> Act) For(int index) =>
        pipelines[index];

    static ResiliencePipeline<HttpResponseMessage> Reading(FencingDeviceOptions device, TimeProvider clock) =>
        New(clock)
            .AddTimeout(device.CallLimit)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .HandleResult(r => r.StatusCode
                        is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests),
                MaxRetryAttempts = 1,
                Delay = RetryDelay,
                OnRetry = retry =>
                {
                    retry.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .Build();

    static ResiliencePipeline<HttpResponseMessage> Acting(FencingDeviceOptions device, TimeProvider clock) =>
        New(clock).AddTimeout(device.CallLimit).Build();

    static ResiliencePipelineBuilder<HttpResponseMessage> New(TimeProvider clock) => new() { TimeProvider = clock };
}

using System.Net;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace PolicyHa.Adapters.OpenStack.Http;

/// <summary>
/// How calls to one service are timed, repeated and held back. Only reads are repeated: an act that got no answer may
/// have happened, and the engine reads the world before it asks again. Reads and acts share one circuit breaker.
/// </summary>
sealed partial class ServicePipelines
{
    /// <summary>
    /// Longest wait before a retry, also where Retry-After asks for more: the total timeout ends it anyway.
    /// </summary>
    static readonly TimeSpan RetryDelayMax = TimeSpan.FromSeconds(20);

    public ServicePipelines(string service, OpenStackOptions options, TimeProvider clock, ILogger<ServicePipelines> log)
    {
        var breaker = New(clock).AddCircuitBreaker(Breaker(service, log)).Build();
        var reading = New(clock).AddTimeout(options.ReadTimeout * 3);
        if (options.ReadRetriesMax > 0)
            reading.AddRetry(Retry(service, options.ReadRetriesMax, clock, log));
        Repeating = reading.AddPipeline(breaker).AddTimeout(options.ReadTimeout).Build();
        Once = New(clock).AddPipeline(breaker).AddTimeout(options.ActionTimeout).Build();
    }

    /// <summary>For calls that may go out more than once.</summary>
    public ResiliencePipeline<HttpResponseMessage> Repeating { get; }

    /// <summary>For acts.</summary>
    public ResiliencePipeline<HttpResponseMessage> Once { get; }

    static ResiliencePipelineBuilder<HttpResponseMessage> New(TimeProvider clock) => new() { TimeProvider = clock };

    /// <summary>
    /// Opens when nine of ten calls within 30 s fail, for 5 s: short, because a recovery may be waiting.
    /// </summary>
    static CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker(string service, ILogger log) => new()
    {
        ShouldHandle = Unreachable().HandleResult(r => r.StatusCode is
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout),
        FailureRatio = 0.9,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(5),
        OnOpened = opened =>
        {
            LogOpened(log, service, opened.BreakDuration);
            return default;
        },
    };

    static RetryStrategyOptions<HttpResponseMessage> Retry(
        string service, int retriesMax, TimeProvider clock, ILogger log) => new()
        {
            ShouldHandle = Unreachable().HandleResult(r => (int)r.StatusCode is >= 500 or 408 or 429),
            MaxRetryAttempts = retriesMax,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(300),
            MaxDelay = RetryDelayMax,
            DelayGenerator = failed => new(RetryAfter(failed.Outcome.Result, clock.GetUtcNow())),
            OnRetry = retry =>
            {
                LogRetry(log, service, retry.AttemptNumber + 1, retry.RetryDelay, What(retry.Outcome));
                retry.Outcome.Result?.Dispose();
                return default;
            },
        };

    static PredicateBuilder<HttpResponseMessage> Unreachable() =>
        new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>().Handle<TimeoutRejectedException>();

    static TimeSpan? RetryAfter(HttpResponseMessage? response, DateTimeOffset now)
    {
        var asked = response?.Headers.RetryAfter is { } header ? header.Delta ?? (header.Date - now) : null;
        return asked is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, RetryDelayMax.Ticks)) : null;
    }

    static string What(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response
            ? $"HTTP {(int)response.StatusCode}"
            : outcome.Exception?.GetType().Name ?? "nothing";
}

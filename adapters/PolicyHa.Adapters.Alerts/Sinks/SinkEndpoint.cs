using PolicyHa.Engine.Ports;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace PolicyHa.Adapters.Alerts.Sinks;

/// <summary>
/// One HTTP endpoint: a deadline for each attempt, and a circuit breaker, so that a dead sink costs nothing. It does
/// not repeat anything; the outbox does.
/// </summary>
internal sealed class SinkEndpoint : IDisposable
{
    /// <summary>Answers are short; more than this is not read.</summary>
    const int AnswerMax = 64 * 1024;

    readonly HttpClient client;
    readonly TimeSpan timeout;
    readonly ResiliencePipeline<HttpResponseMessage> pipeline;

    public SinkEndpoint(TimeSpan timeout, TimeProvider clock)
    {
        this.timeout = timeout;
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,   // a redirect could lead anywhere, with our token
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = AnswerMax,
        };
        pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .Handle<TimeoutRejectedException>()
                    .HandleResult(r => (int)r.StatusCode >= 500),
                FailureRatio = 0.9,
                MinimumThroughput = 5,
                SamplingDuration = TimeSpan.FromSeconds(60),
                BreakDuration = TimeSpan.FromSeconds(10),
            })
            .AddTimeout(timeout)
            .Build();
    }

    /// <summary>Posts once. Throws only when cancelled.</summary>
    /// <param name="request">Makes the request; it is called once.</param>
    /// <param name="judge">Says what an answer and its body mean.</param>
    /// <param name="secrets">Kept out of the answer's text, in case the endpoint repeats them.</param>
    public async Task<ActionAnswer> PostAsync(
        Func<HttpRequestMessage> request,
        Func<HttpResponseMessage, string, ActionAnswer> judge,
        IReadOnlyList<string> secrets,
        CancellationToken ct)
    {
        try
        {
            using var response = await pipeline.ExecuteAsync(
                async token => await client.SendAsync(request(), token), ct);
            return Redacted(judge(response, await response.Content.ReadAsStringAsync(ct)), secrets);
        }
        catch (BrokenCircuitException error)
        {
            return new ActionAnswer.Refused("not asked, the attempts before failed", Retryable: true)
            {
                RetryAfter = error.RetryAfter,
            };
        }
        catch (TimeoutRejectedException)
        {
            return new ActionAnswer.Unclear($"no answer within {timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException error) when (NothingWasSent(error.HttpRequestError))
        {
            return Redacted(new ActionAnswer.Refused($"not reached: {error.Message}", Retryable: true), secrets);
        }
        catch (HttpRequestException error)
        {
            return Redacted(new ActionAnswer.Unclear($"the connection broke: {error.Message}"), secrets);
        }
    }

    public void Dispose() => client.Dispose();

    static bool NothingWasSent(HttpRequestError error) => error is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    static ActionAnswer Redacted(ActionAnswer answer, IReadOnlyList<string> secrets) => answer switch
    {
        ActionAnswer.Refused refused => refused with { Reason = Redacted(refused.Reason, secrets) },
        ActionAnswer.Unclear unclear => unclear with { Reason = Redacted(unclear.Reason, secrets) },
        ActionAnswer.Accepted { Reference: { } reference } => new ActionAnswer.Accepted(Redacted(reference, secrets)),
        _ => answer,
    };

    static string Redacted(string text, IReadOnlyList<string> secrets) =>
        secrets.Aggregate(text, (rest, secret) => rest.Replace(secret, "(secret)", StringComparison.Ordinal));
}

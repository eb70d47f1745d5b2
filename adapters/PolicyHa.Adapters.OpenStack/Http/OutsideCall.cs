using System.Text.Json;
using PolicyHa.Engine.Ports;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace PolicyHa.Adapters.OpenStack.Http;

/// <summary>Puts what went wrong on the way in the engine's words.</summary>
static class OutsideCall
{
    /// <summary>A read that has no usable answer.</summary>
    public static OutsideUnavailableException Unavailable(string what, Exception e) =>
        new($"{what}: {Why(e)}", e);

    /// <summary>The failures of a call that are the world's and not ours.</summary>
    public static bool IsOutside(Exception e, CancellationToken ct) =>
        e is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or JsonException or IOException
        || (e is OperationCanceledException && !ct.IsCancellationRequested);

    /// <summary>
    /// An act that was stopped on the way: refused when it cannot have arrived, else unclear. Only <see
    /// cref="IsOutside"/> failures may be asked about.
    /// </summary>
    public static ActionAnswer Answer(string what, Exception e) => NeverArrived(e)
        ? new ActionAnswer.Refused($"{what} was not sent: {Why(e)}", Retryable: true)
        : new ActionAnswer.Unclear($"{what} may have happened: {Why(e)}");

    static bool NeverArrived(Exception e) => e is BrokenCircuitException or HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
    };

    static string Why(Exception e) => e switch
    {
        TimeoutRejectedException timeout => $"no answer within {timeout.Timeout.TotalSeconds:0.#} s",
        BrokenCircuitException => "it failed most calls of the last 30 s and is left alone for a moment",
        JsonException => "its answer is not the JSON we expect",
        OperationCanceledException => "the call was cut short",
        _ => e.Message,
    };
}

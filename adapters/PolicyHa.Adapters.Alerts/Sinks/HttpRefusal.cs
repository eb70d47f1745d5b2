using System.Net;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Alerts.Sinks;

/// <summary>What an HTTP status means that is no success.</summary>
internal static class HttpRefusal
{
    const int QuoteMax = 200;

    /// <summary>
    /// Worth another try: what may pass (408, 429, 5xx) and what an operator may mend while the alert waits (401, 403;
    /// secrets are read anew at each try). Anything else would be refused for ever.
    /// </summary>
    public static ActionAnswer.Refused Of(HttpResponseMessage response, string body, DateTimeOffset now) => new(
        $"HTTP {(int)response.StatusCode}{(body.Length == 0 ? "" : $": {OneLine(body)}")}",
        Retryable: response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || (int)response.StatusCode >= 500)
    {
        RetryAfter = RetryAfter(response, now),
    };

    /// <summary>An answer's text for a log: on one line and cut.</summary>
    public static string OneLine(string text)
    {
        var line = string.Concat(text.Take(QuoteMax).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return text.Length > QuoteMax ? line + "…" : line;
    }

    static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}

using System.Net;
using System.Text;
using System.Text.Json;
using PolicyHa.Engine.Ports;
using Polly;
using Polly.Timeout;

namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>Calls to one device by HTTP: each in its time, and an act goes out once. What went wrong is told in words that hold no secret.</summary>
/// <param name="name">What the device is called in messages.</param>
sealed class DeviceCalls(
    string name,
    HttpClient client,
    (ResiliencePipeline<HttpResponseMessage> Read, ResiliencePipeline<HttpResponseMessage> Act) pipelines,
    TimeProvider clock)
{
    /// <summary>4 MiB: a machine with all its disks and interfaces is below 1 MiB.</summary>
    const long BodyMax = 4 << 20;

    /// <summary>More words nobody reads.</summary>
    const int WordsMax = 300;

    /// <summary>What an answer's body says about an error.</summary>
    public required Func<string, string> Words { get; init; }

    /// <summary>What is never shown: a device may repeat what it was sent.</summary>
    public required Func<IEnumerable<string>> Secrets { get; init; }

    /// <summary>A device that cannot do it now says so by 503. (Otherwise one that stumbles may have pulled the plug first.)</summary>
    public bool RefusesBy503 { get; init; } = true;

    /// <summary>Asks, once more where nobody answers.</summary>
    /// <param name="what">For messages.</param>
    /// <exception cref="DeviceException">There is no answer that could be used.</exception>
    public async Task<JsonElement> ReadAsync(string what, Func<HttpRequestMessage> request, CancellationToken ct)
    {
        try
        {
            using var response = await SendAsync(pipelines.Read, request, ct);
            if (response.StatusCode is not HttpStatusCode.OK)
                throw new DeviceException($"{name}: {what}: {await SaidAsync(response, ct)}", retryable: (int)response.StatusCode is 408 or 429 or >= 500);
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
            return body.RootElement.Clone();
        }
        catch (Exception e) when (IsOutside(e, ct))
        {
            throw new DeviceException($"{name}: {what}: {Why(e)}", retryable: true, e);
        }
    }

    /// <summary>Sends an act, once. The answer's status is believed; whether the host is off must be read.</summary>
    /// <param name="what">For messages.</param>
    public async Task<ActionAnswer> ActAsync(string what, Func<HttpRequestMessage> request, CancellationToken ct)
    {
        try
        {
            using var response = await SendAsync(pipelines.Act, request, ct);
            if (response.IsSuccessStatusCode)
                return new ActionAnswer.Accepted(response.Headers.Location?.OriginalString);
            var (status, said) = ((int)response.StatusCode, $"{name}: {what}: {await SaidAsync(response, ct)}");
            return status is 408 or (>= 500 and not 501 and not 503) || (status == 503 && !RefusesBy503)
                ? new ActionAnswer.Unclear(said)
                : new ActionAnswer.Refused(said, Retryable: status is 409 or 412 or 429 or 503) { RetryAfter = RetryAfter(response) };
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return new ActionAnswer.Refused($"{name}: {what} was not sent: {e.Message}", Retryable: true);
        }
        catch (Exception e) when (IsOutside(e, ct))
        {
            return new ActionAnswer.Unclear($"{name}: {what} may have happened: {Why(e)}");
        }
    }

    async Task<HttpResponseMessage> SendAsync(ResiliencePipeline<HttpResponseMessage> pipeline, Func<HttpRequestMessage> request, CancellationToken ct) =>
        await pipeline.ExecuteAsync(
            async token =>
            {
                using var message = request();
                var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token);
                await response.Content.LoadIntoBufferAsync(BodyMax, token);
                return response;
            },
            ct);

    /// <summary>The status and what the device says about it.</summary>
    async Task<string> SaidAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var status = $"HTTP {(int)response.StatusCode}";
        if ((int)response.StatusCode is >= 300 and < 400)
            return $"{status}, a redirect; redirects are not followed, set address to where it really is";
        // By hand, for the charset that it names may be none.
        var words = Words(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(ct)));
        foreach (var secret in Secrets().Where(s => s.Length > 0))
            words = words.Replace(secret, "***", StringComparison.Ordinal);
        words = string.Concat(words.Take(WordsMax).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return $"{status} {words}".TrimEnd();
    }

    TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - clock.GetUtcNow() is var wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    static bool IsOutside(Exception e, CancellationToken ct) =>
        e is HttpRequestException or TimeoutRejectedException or JsonException or IOException or UnauthorizedAccessException
        || (e is OperationCanceledException && !ct.IsCancellationRequested);

    static string Why(Exception e) => e switch
    {
        TimeoutRejectedException timeout => $"no answer within {timeout.Timeout.TotalSeconds:0.#} s",
        JsonException => "the answer is no JSON",
        OperationCanceledException => "the call was cut short",
        _ => e.Message,
    };
}

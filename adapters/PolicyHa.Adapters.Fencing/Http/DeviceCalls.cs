using System.Net;
using System.Text;
using System.Text.Json;
using PolicyHa.Engine.Ports;
using Polly;
using Polly.Timeout;

namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>Calls to one device by HTTP: each in its time, and an act goes out once. What went wrong is told in words that hold no secret.</summary>
/// <param name="name">See <see cref="Name"/>.</param>
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

    /// <summary>What the device is called in messages.</summary>
    public string Name => name;

    /// <summary>What an answer's body says about an error.</summary>
    public required Func<string, string> Words { get; init; }

    /// <summary>What is never shown: a device may repeat what it was sent.</summary>
    public required Func<IEnumerable<string>> Secrets { get; init; }

    /// <summary>A device that cannot do it now says so by 503. (Otherwise one that stumbles may have pulled the plug first.)</summary>
    public bool RefusesBy503 { get; init; } = true;

    /// <summary>What lets calls in; null: they carry it themselves.</summary>
    public ICallLogin? Login { get; init; }

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

    /// <summary>Asks, once, and takes any status for an answer.</summary>
    /// <param name="what">For messages.</param>
    /// <exception cref="DeviceException">There is none.</exception>
    public async Task<DeviceAnswer> AskAsync(string what, Func<HttpRequestMessage> request, CancellationToken ct)
    {
        try
        {
            using var response = await SendAsync(pipelines.Act, request, ct);
            return new((int)response.StatusCode, JsonParts.Parse(await response.Content.ReadAsByteArrayAsync(ct)), await SaidAsync(response, ct), response.Headers);
        }
        catch (Exception e) when (IsOutside(e, ct))
        {
            throw new DeviceException($"{name}: {what}: {Why(e)}", retryable: true, e);
        }
    }

    /// <summary>Sends an act, once. The answer's status is believed; whether the host is off must be read.</summary>
    /// <param name="what">For messages.</param>
    public async Task<ActionAnswer> ActAsync(string what, Func<HttpRequestMessage> request, CancellationToken ct) => (await BeginAsync(what, request, ct)).Answer;

    /// <summary>As <see cref="ActAsync"/>, where the device may only have begun (202).</summary>
    /// <param name="what">For messages.</param>
    /// <returns>The answer, and where its end will be told; null: nowhere, or it has ended.</returns>
    public async Task<(ActionAnswer Answer, string? Monitor)> BeginAsync(string what, Func<HttpRequestMessage> request, CancellationToken ct)
    {
        try
        {
            using var response = await SendAsync(pipelines.Act, request, ct);
            if (!response.IsSuccessStatusCode)
                return (Declined((int)response.StatusCode, $"{name}: {what}: {await SaidAsync(response, ct)}", RetryAfter(response)), null);
            var place = response.Headers.Location?.OriginalString;
            return (new ActionAnswer.Accepted(place), response.StatusCode is HttpStatusCode.Accepted ? place : null);
        }
        catch (DeviceException e)
        {
            return (new ActionAnswer.Refused(e.Message, e.Retryable), null);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return (new ActionAnswer.Refused($"{name}: {what} was not sent: {e.Message}", Retryable: true), null);
        }
        catch (Exception e) when (IsOutside(e, ct))
        {
            return (new ActionAnswer.Unclear($"{name}: {what} may have happened: {Why(e)}"), null);
        }
    }

    /// <summary>What an error status says of an act.</summary>
    public ActionAnswer Declined(int status, string said, TimeSpan? retryAfter = null) =>
        status is 408 or (>= 500 and not 501 and not 503) || (status == 503 && !RefusesBy503)
            ? new ActionAnswer.Unclear(said)
            : new ActionAnswer.Refused(said, Retryable: status is 409 or 412 or 429 or 503) { RetryAfter = retryAfter };

    async Task<HttpResponseMessage> SendAsync(ResiliencePipeline<HttpResponseMessage> pipeline, Func<HttpRequestMessage> request, CancellationToken ct) =>
        await pipeline.ExecuteAsync(
            async token =>
            {
                using var first = request();
                var response = await SendOnceAsync(first, token);
                if (response.StatusCode is not HttpStatusCode.Unauthorized || Login?.Renew(first) != true)
                    return response;
                // It was not let in, so nothing has happened: an act, too, may be sent again.
                response.Dispose();
                using var second = request();
                return await SendOnceAsync(second, token);
            },
            ct);

    async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage message, CancellationToken ct)
    {
        if (Login is not null)
            await Login.AuthorizeAsync(message, ct);
        var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
        await response.Content.LoadIntoBufferAsync(BodyMax, ct);
        return response;
    }

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

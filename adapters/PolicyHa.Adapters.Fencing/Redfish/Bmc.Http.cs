using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyHa.Engine.Ports;
using Polly;
using Polly.Timeout;

namespace PolicyHa.Adapters.Fencing.Redfish;

sealed partial class Bmc
{
    /// <summary>1 MiB: a system with all its vendor's extras is below 100 KiB.</summary>
    const long BodyMax = 1 << 20;

    const int WordsMax = 300;

    /// <summary>Posts a reset, once. Its HTTP status is believed; whether the host is off must be read.</summary>
    public async Task<ActionAnswer> ResetAsync(string target, string kind, ActionContext context, CancellationToken ct)
    {
        var what = $"{Name}: {kind}";
        try
        {
            using var response = await SendAsync(pipelines.Act, () => NewReset(target, kind, context), ct);
            if (response.IsSuccessStatusCode)
                return new ActionAnswer.Accepted(response.Headers.Location?.OriginalString);
            var said = $"{what}: {await WordsAsync(response, ct)}";
            return (int)response.StatusCode switch
            {
                409 or 412 or 429 or 503 => new ActionAnswer.Refused(said, Retryable: true),
                // A BMC that stumbles may have pulled the plug first.
                408 or (>= 500 and not 501) => new ActionAnswer.Unclear(said),
                _ => new ActionAnswer.Refused(said, Retryable: false),
            };
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return new ActionAnswer.Refused($"{what} was not sent: {e.Message}", Retryable: true);
        }
        catch (Exception e) when (IsOutside(e, ct))
        {
            return new ActionAnswer.Unclear($"{what} may have happened: {Why(e)}");
        }
    }

    async Task<JsonElement> GetAsync(string path, CancellationToken ct)
    {
        try
        {
            using var response = await SendAsync(pipelines.Read, () => NewRequest(HttpMethod.Get, path), ct);
            if (response.StatusCode is not HttpStatusCode.OK)
            {
                throw new BmcException(
                    $"{Name}: GET {path}: {await WordsAsync(response, ct)}",
                    retryable: (int)response.StatusCode >= 500);
            }

            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
            return body.RootElement.Clone();
        }
        catch (Exception e) when (IsOutside(e, ct))
        {
            throw new BmcException($"{Name}: GET {path}: {Why(e)}", retryable: true, e);
        }
    }

    async Task<HttpResponseMessage> SendAsync(
        ResiliencePipeline<HttpResponseMessage> pipeline, Func<HttpRequestMessage> request, CancellationToken ct) =>
        await pipeline.ExecuteAsync(
            async token =>
            {
                using var message = request();
                var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token);
                await response.Content.LoadIntoBufferAsync(BodyMax, token);
                return response;
            },
            ct);

    HttpRequestMessage NewReset(string target, string kind, ActionContext context)
    {
        var request = NewRequest(HttpMethod.Post, target);
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["ResetType"] = kind }.ToJsonString());
        request.Content = new ByteArrayContent(body)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        request.Headers.TryAddWithoutValidation("X-PolicyHa-Incident", context.Incident.Value);
        request.Headers.TryAddWithoutValidation("X-PolicyHa-Step", context.Step.Value);
        request.Headers.TryAddWithoutValidation("X-PolicyHa-Epoch", $"{context.Epoch}");
        return request;
    }

    /// <summary>
    /// Basic on each call: BMCs have few session slots, and a leaked one must not stand in the way of a fence.
    /// </summary>
    HttpRequestMessage NewRequest(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, Resolve(path));
        var login = Encoding.UTF8.GetBytes($"{device.Username}:{DevicePassword.Read(device)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(login));
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.TryAddWithoutValidation("OData-Version", "4.0");
        return request;
    }

    /// <summary>Only the path of what a BMC points to is followed: the password goes nowhere else.</summary>
    Uri Resolve(string path)
    {
        var pointed = Uri.TryCreate(path, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https"
            ? whole.PathAndQuery
            : path;
        var mount = address.AbsolutePath.TrimEnd('/');
        return new Uri(address, pointed.StartsWith(mount + "/", StringComparison.Ordinal) ? pointed : mount + pointed);
    }

    /// <summary>The status and what the BMC says about it.</summary>
    static async Task<string> WordsAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var status = $"HTTP {(int)response.StatusCode}";
        if ((int)response.StatusCode is >= 300 and < 400)
            return $"{status}, a redirect; redirects are not followed, set address to where the BMC really is";
        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
            var error = Child(body.RootElement, "error");
            var said = string.Join(" ", new[] { Text(error, "code"), Text(error, "message") }.OfType<string>());
            return $"{status} {(said.Length > WordsMax ? said[..WordsMax] : said)}".TrimEnd();
        }
        catch (JsonException)
        {
            return status;
        }
    }

    static bool IsOutside(Exception e, CancellationToken ct) =>
        e is HttpRequestException or TimeoutRejectedException or JsonException
            or IOException or UnauthorizedAccessException
        || (e is OperationCanceledException && !ct.IsCancellationRequested);

    static string Why(Exception e) => e switch
    {
        TimeoutRejectedException timeout => $"no answer within {timeout.Timeout.TotalSeconds:0.#} s",
        JsonException => "the answer is no JSON",
        OperationCanceledException => "the call was cut short",
        _ => e.Message,
    };
}

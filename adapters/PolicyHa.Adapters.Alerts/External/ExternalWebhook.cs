using System.Net.Http.Headers;
using System.Text.Json;
using PolicyHa.Adapters.Alerts.Sinks;
using PolicyHa.Adapters.Webhooks;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Alerts.External;

/// <summary>
/// Hands recoveries over by a signed message. The service answers at once, names an address where it can be asked, or calls back; it
/// knows a repeat by its key.
/// </summary>
/// <param name="callbacks">Our own address, to which <c>/v1/external/TOKEN</c> is added; null: nobody can call back.</param>
public sealed class ExternalWebhook(ExternalWebhookOptions options, Uri? callbacks, TimeProvider clock) : IExternalRecovery, IDisposable
{
    const string PollPrefix = "poll ";
    const string EndPrefix = "end ";

    /// <summary>The reference of a call whose end the service tells by itself.</summary>
    const string CallsBack = "calls back";

    readonly SinkEndpoint endpoint = new(options.Timeout, clock);

    public string Name => options.Name;

    public async Task<ActionAnswer> StartAsync(ExternalCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!WebhookSecrets.TryRead(options.Secrets, out var secrets, out var keys, out var problem))
            return new ActionAnswer.Refused($"secrets: {problem}", Retryable: true);
        return await endpoint.PostAsync(() => Request(call, keys), JudgeStart, secrets, ct);
    }

    public async Task<ExternalReport> ReadAsync(string reference, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.StartsWith(EndPrefix, StringComparison.Ordinal))
            return Report(reference[EndPrefix.Length..]);
        if (!reference.StartsWith(PollPrefix, StringComparison.Ordinal))
            return new ExternalReport(ExternalState.UnderWay, "it has not called back");
        if (!WebhookSecrets.TryRead(options.Secrets, out var secrets, out var keys, out var problem))
            throw new OutsideUnavailableException($"secrets: {problem}");
        var answer = await endpoint.PostAsync(() => Signed(new HttpRequestMessage(HttpMethod.Get, reference[PollPrefix.Length..]), reference, [], keys), JudgePoll, secrets, ct);
        return answer switch
        {
            ActionAnswer.Accepted { Reference: { } said } => Report(said),
            ActionAnswer.Refused { Retryable: false } refused => new ExternalReport(ExternalState.Unknown, refused.Reason),
            ActionAnswer.Refused refused => throw new OutsideUnavailableException(refused.Reason),
            ActionAnswer.Unclear unclear => throw new OutsideUnavailableException(unclear.Reason),
            _ => new ExternalReport(ExternalState.Unknown, "no answer"),
        };
    }

    public bool IsSealOf(string key, string seal) =>
        WebhookSecrets.TryRead(options.Secrets, out _, out var keys, out _) && keys.Exists(k => CallbackSeal.IsOf(key, seal, k));

    public void Dispose() => endpoint.Dispose();

    HttpRequestMessage Request(ExternalCall call, List<byte[]> keys)
    {
        var callback = callbacks is null ? null : new Uri(callbacks, $"/v1/external/{CallbackSeal.TokenOf(call.Key, keys[0])}").AbsoluteUri;
        var message = new ExternalMessage("recovery.requested", clock.GetUtcNow(), new ExternalRequest(
            call.Key, call.Host.Value, call.Instance?.Value, call.InstanceName, call.Context.Incident.Value, call.Row, call.Context.Epoch, callback));
        var body = JsonSerializer.SerializeToUtf8Bytes(message, ExternalJson.Default.ExternalMessage);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", call.Key);
        return Signed(request, call.Key, body, keys);
    }

    /// <summary>The id is the same at each repeat; dots would blur what is signed.</summary>
    HttpRequestMessage Signed(HttpRequestMessage request, string key, ReadOnlySpan<byte> body, List<byte[]> keys)
    {
        WebhookSignature.Sign(request, $"call_{key.Replace('.', '-')}", clock.GetUtcNow(), body, keys);
        return request;
    }

    /// <summary>What the answer to a call means, as a reference to ask by.</summary>
    ActionAnswer JudgeStart(HttpResponseMessage response, string body)
    {
        if (!response.IsSuccessStatusCode)
            return HttpRefusal.Of(response, body, clock.GetUtcNow());
        var answer = Read(body);
        if (answer?.State is "done" or "failed")
            return new ActionAnswer.Accepted($"{EndPrefix}{answer.State} {answer.Detail}");
        if (body.Length > 0 && answer?.State is not "accepted")
            return new ActionAnswer.Refused($"its answer has no state of accepted, done or failed: {HttpRefusal.OneLine(body)}", Retryable: false);
        if (answer?.Poll is { } poll)
        {
            return Uri.TryCreate(options.Url!, poll, out var address) && address.GetLeftPart(UriPartial.Authority) == options.Url!.GetLeftPart(UriPartial.Authority)
                ? new ActionAnswer.Accepted(PollPrefix + address.AbsoluteUri)
                : new ActionAnswer.Refused($"it wants to be asked on another server: {HttpRefusal.OneLine(poll)}", Retryable: false);
        }

        return callbacks is not null
            ? new ActionAnswer.Accepted(CallsBack)
            : new ActionAnswer.Refused("it took the call, but names no address to ask at, and no call-back is configured: set external.callback_url", Retryable: false);
    }

    ActionAnswer JudgePoll(HttpResponseMessage response, string body)
    {
        if (!response.IsSuccessStatusCode)
            return HttpRefusal.Of(response, body, clock.GetUtcNow());
        return Read(body) is { State: "accepted" or "done" or "failed" } answer
            ? new ActionAnswer.Accepted($"{answer.State} {answer.Detail}")
            : new ActionAnswer.Refused($"its answer has no state of accepted, done or failed: {HttpRefusal.OneLine(body)}", Retryable: false);
    }

    static ExternalReport Report(string said)
    {
        var (state, detail) = said.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (said[..space], HttpRefusal.OneLine(said[space..])) : (said, "");
        return new ExternalReport(state switch { "done" => ExternalState.Done, "failed" => ExternalState.Failed, _ => ExternalState.UnderWay }, detail);
    }

    static ExternalAnswer? Read(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize(body, ExternalJson.Default.ExternalAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

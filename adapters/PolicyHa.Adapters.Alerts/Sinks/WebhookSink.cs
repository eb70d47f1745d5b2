using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PolicyHa.Adapters.Webhooks;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Alerts.Sinks;

/// <summary>
/// Posts signed messages. An endpoint that answers 410 gets no more until the service is started again.
/// </summary>
public sealed class WebhookSink(WebhookOptions options, TimeProvider clock) : IAlertSink, IDisposable
{
    readonly SinkEndpoint endpoint = new(options.Timeout, clock);
    volatile bool isGone;

    public string Name => options.Name;

    /// <summary>The endpoint has said that it is gone for good.</summary>
    public bool IsDisabled => isGone;

    public async Task<ActionAnswer> DeliverAsync(OutboxItem item, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (isGone)
            return new ActionAnswer.Refused("disabled: the endpoint answered 410 Gone before", Retryable: false);
        if (!WebhookSecrets.TryRead(options.Secrets, out var secrets, out var keys, out var problem))
            return new ActionAnswer.Refused($"secrets: {problem}", Retryable: true);
        return await endpoint.PostAsync(() => Request(item, keys), Judge, secrets, ct);
    }

    public void Dispose() => endpoint.Dispose();

    HttpRequestMessage Request(OutboxItem item, List<byte[]> keys)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(Message(item), AlertJson.Default.WebhookMessage);
        // The same at each try, so that the receiver knows a repeat; dots would blur what is signed.
        var id = string.Create(CultureInfo.InvariantCulture, $"msg_{item.Alert.Incident}_{item.Sequence}")
            .Replace('.', '-');
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        WebhookSignature.Sign(request, id, clock.GetUtcNow(), body, keys);
        return request;
    }

    static WebhookMessage Message(OutboxItem item)
    {
        var alert = item.Alert;
        return new WebhookMessage($"recovery.{alert.Type}", alert.At.ToUniversalTime(), new WebhookData(
            alert.Key, alert.Severity.ToString().ToLowerInvariant(), alert.Host.Value, alert.Instance?.Value,
            alert.Scope, alert.Incident.Value, alert.Summary, item.Sequence));
    }

    ActionAnswer Judge(HttpResponseMessage response, string body)
    {
        if (response.IsSuccessStatusCode)
            return new ActionAnswer.Accepted($"HTTP {(int)response.StatusCode}");
        isGone |= response.StatusCode == HttpStatusCode.Gone;
        return HttpRefusal.Of(response, body, clock.GetUtcNow());
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Alerts.Sinks;

/// <summary>Sends events to a Sensu Go agent, in the name of the host. Accepted means on the agent's disk.</summary>
public sealed class SensuSink(SensuOptions options, TimeProvider clock) : IAlertSink, IDisposable
{
    readonly SinkEndpoint endpoint = new(options.Timeout, clock);
    readonly Uri events = new($"{options.Url!.AbsoluteUri.TrimEnd('/')}/events");

    public string Name => options.Name;

    public Task<ActionAnswer> DeliverAsync(OutboxItem item, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        return endpoint.PostAsync(
            () => new HttpRequestMessage(HttpMethod.Post, events)
            {
                Content = JsonContent.Create(Event(item), AlertJson.Default.SensuEvent),
            },
            Judge,
            [],
            ct);
    }

    public void Dispose() => endpoint.Dispose();

    SensuEvent Event(OutboxItem item)
    {
        var alert = item.Alert;
        var annotations = new Dictionary<string, string>
        {
            ["incident"] = alert.Incident.Value,
            ["type"] = alert.Type,
            ["sequence"] = item.Sequence.ToString(CultureInfo.InvariantCulture),
        };
        var part = alert.Scope?.Replace(' ', '-') ?? alert.Instance?.Value;
        var name = part is null ? options.Check : $"{options.Check}-{part}";
        return new SensuEvent(new SensuCheck(
            new SensuMetadata(name, annotations),
            alert.Host.Value,
            (int)alert.Severity,
            $"{alert.Severity.ToString().ToUpperInvariant()}: {alert.Summary}",
            options.Interval,
            options.Ttl,
            alert.At.ToUnixTimeSeconds(),
            options.Handlers));
    }

    /// <summary>202 is the agent's only success; another 2xx is somebody else answering in its place.</summary>
    ActionAnswer Judge(HttpResponseMessage response, string body) => response switch
    {
        { StatusCode: HttpStatusCode.Accepted } => new ActionAnswer.Accepted(null),
        { IsSuccessStatusCode: true } => new ActionAnswer.Refused(
            $"HTTP {(int)response.StatusCode} is not the 202 of a Sensu agent", Retryable: true),
        _ => HttpRefusal.Of(response, body, clock.GetUtcNow()),
    };
}

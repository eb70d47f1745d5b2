using System.Globalization;
using System.Net;
using System.Text.Json;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Alerts.Sinks;

/// <summary>
/// Sends passive check results to Nagios through NRDP. Accepted means on Nagios' spool, not yet shown.
/// </summary>
public sealed class NagiosSink(NagiosOptions options, TimeProvider clock) : IAlertSink, IDisposable
{
    /// <summary>Nagios keeps 8 KiB of a result; a pager far less.</summary>
    const int OutputMax = 4000;

    readonly SinkEndpoint endpoint = new(options.Timeout, clock);

    public string Name => options.Name;

    public Task<ActionAnswer> DeliverAsync(OutboxItem item, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        var results = JsonSerializer.Serialize(new NrdpResults(Results(item.Alert)), AlertJson.Default.NrdpResults);
        string token;
        try
        {
            token = options.Token!.Read();
        }
        catch (SecretUnreadableException error)
        {
            return Task.FromResult<ActionAnswer>(new ActionAnswer.Refused($"token: {error.Message}", Retryable: true));
        }

        return endpoint.PostAsync(
            () => new HttpRequestMessage(HttpMethod.Post, options.Url)
            {
                Content = new FormUrlEncodedContent(
                    [new("token", token), new("cmd", "submitcheck"), new("json", results)]),
            },
            Judge,
            [token],
            ct);
    }

    public void Dispose() => endpoint.Dispose();

    List<NrdpResult> Results(Alert alert)
    {
        var output = Output(alert);
        var part = alert.Scope ?? alert.Instance?.Value;
        var service = part is null ? options.Service : options.InstanceService.Replace("{instance}", part, StringComparison.Ordinal);
        var state = ((int)alert.Severity).ToString(CultureInfo.InvariantCulture);
        var results = new List<NrdpResult> { new(new NrdpType("service"), alert.Host.Value, service, state, output) };
        if (options.HostChecks && part is null)
            results.Add(new(new NrdpType("host"), alert.Host.Value, null, HostState(alert.Severity), output));
        return results;
    }

    /// <summary>1 is DOWN, 0 is UP; Nagios knows no other state that fits.</summary>
    static string HostState(AlertSeverity severity) => severity == AlertSeverity.Critical ? "1" : "0";

    /// <summary>
    /// One line. A pipe would begin performance data and a semicolon end a field of a command file behind NRDP, so both
    /// are replaced.
    /// </summary>
    static string Output(Alert alert)
    {
        var text = $"{alert.Severity.ToString().ToUpperInvariant()} - {alert.Summary}";
        var line = string.Concat(text.Take(OutputMax).Select(c => c switch
        {
            '|' => '/',
            ';' => ',',
            _ when char.IsControl(c) => ' ',
            _ => c,
        }));
        return line.TrimEnd();
    }

    /// <summary>NRDP says 200 to everything; what counts is the result's status.</summary>
    ActionAnswer Judge(HttpResponseMessage response, string body)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            return HttpRefusal.Of(response, body, clock.GetUtcNow());
        if (Parse(body) is not { } result)
            return new ActionAnswer.Refused($"no answer of NRDP: {HttpRefusal.OneLine(body)}", Retryable: true);
        if (result.Status == 0)
            return new ActionAnswer.Accepted(result.Meta?.Output);
        // Our own words are at fault, and will be again. The rest (BAD TOKEN, BAD CHECK RESULTS DIR, ...) can be mended
        // there.
        var isOurs = result.Message is "BAD JSON" or "NO DATA";
        return new ActionAnswer.Refused(
            $"NRDP status {result.Status}: {HttpRefusal.OneLine(result.Message ?? "")}", Retryable: !isOurs);
    }

    static NrdpAnswerResult? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, AlertJson.Default.NrdpAnswer)?.Result;
        }
        catch (JsonException)
        {
            return null;   // the caller says what was there
        }
    }
}

namespace PolicyHa.Adapters.Alerts;

/// <summary>Where alerts go. Each sink gets every alert.</summary>
public sealed record AlertsOptions
{
    public IReadOnlyList<NagiosOptions> Nagios { get; init; } = [];

    public IReadOnlyList<SensuOptions> Sensu { get; init; } = [];

    public IReadOnlyList<WebhookOptions> Webhook { get; init; } = [];

    /// <summary>The names of all sinks: for each, the store puts one item of an alert into the outbox.</summary>
    public IReadOnlyList<string> SinkNames =>
        [.. Nagios.Select(n => n.Name), .. Sensu.Select(s => s.Name), .. Webhook.Select(w => w.Name)];

    /// <summary>
    /// Everything that is wrong, each with the path of its key under <c>alerts</c>. Empty when nothing is.
    /// </summary>
    public IReadOnlyList<(string Path, string Message)> Validate() =>
    [
        .. Nagios.SelectMany((sink, i) => sink.Validate().Select(p => ($"nagios[{i}].{p.Path}", p.Message))),
        .. Sensu.SelectMany((sink, i) => sink.Validate().Select(p => ($"sensu[{i}].{p.Path}", p.Message))),
        .. Webhook.SelectMany((sink, i) => sink.Validate().Select(p => ($"webhook[{i}].{p.Path}", p.Message))),
        .. SinkNames.GroupBy(name => name).Where(same => same.Count() > 1)
            .Select(same => ("", $"{same.Count()} sinks are named '{same.Key}', expected one: set name")),
    ];
}

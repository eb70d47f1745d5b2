namespace PolicyHa.Adapters.Alerts;

/// <summary>Events for Sensu Go through the HTTP API of an agent beside us.</summary>
public sealed record SensuOptions
{
    /// <value>Default <c>sensu</c>.</value>
    public string Name { get; init; } = "sensu";

    /// <summary>The agent's API.</summary>
    /// <value>Default <c>http://127.0.0.1:3031/</c>, the agent's.</value>
    public Uri? Url { get; init; } = new("http://127.0.0.1:3031/");

    /// <summary>
    /// The check's name; for an instance, <c>-</c> and its id follow. Letters, digits, <c>_ . - :</c>.
    /// </summary>
    /// <value>Default <c>compute-ha</c>.</value>
    public string Check { get; init; } = "compute-ha";

    /// <summary>Seconds; what the event says its check's interval is.</summary>
    /// <value>Default 60.</value>
    public int Interval { get; init; } = 60;

    /// <summary>
    /// Seconds after which Sensu complains that no event came; more than <see cref="Interval"/> and at least 5. We
    /// speak only when something happens, so it is for those who want every alert to turn up again.
    /// </summary>
    /// <value>Default none.</value>
    public int? Ttl { get; init; }

    /// <summary>Names of Sensu handlers.</summary>
    public IReadOnlyList<string> Handlers { get; init; } = [];

    /// <summary>For one attempt, 1 s to 30 s.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<(string Path, string Message)> Validate() =>
        [.. SinkChecks.Common(Name, Url, Timeout), .. Problems()];

    IEnumerable<(string Path, string Message)> Problems()
    {
        if (Check.Length == 0 || !Check.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or ':'))
            yield return ("check", $"'{Check}' is no check name: letters, digits, '_', '.', '-' and ':'");
        if (Interval < 1)
            yield return ("interval", $"{Interval} is not at least 1 second");
        if (Ttl is { } ttl && (ttl < 5 || ttl <= Interval))
            yield return ("ttl", $"{ttl} is not at least 5 seconds and more than the interval, {Interval}");
    }
}

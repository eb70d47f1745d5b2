using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Engine.Alerts;

/// <summary>One thing to tell the operators. Every trouble ends with an alert of severity ok.</summary>
/// <param name="Key">What it is about; per sink and key alerts are delivered strictly in order. Host name, or host/instance.</param>
/// <param name="Type">What happened, kebab-case: <c>incident-opened</c>, <c>host-fenced</c>, <c>incident-closed</c>, ...</param>
/// <param name="Summary">One line, for a pager.</param>
public sealed record Alert(
    string Key,
    string Type,
    AlertSeverity Severity,
    HostName Host,
    InstanceId? Instance,
    IncidentId Incident,
    string Summary,
    DateTimeOffset At)
{
    /// <summary>
    /// Something larger than a host, such as <c>rack r7</c>; <see cref="Host"/> is then only the first host it was seen on. Null otherwise.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>Names of the sinks that are to hear of it; null: all of them.</summary>
    public IReadOnlyList<string>? Audience { get; init; }
}

using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>outbox</c>: one alert for one sink.</summary>
sealed record OutboxRow
{
    /// <summary>Given by the store; 0 until then.</summary>
    public long Sequence { get; init; }

    public required string Sink { get; init; }

    public required string Key { get; init; }

    public required string Type { get; init; }

    public required string Severity { get; init; }

    public required string Host { get; init; }

    public required string? Instance { get; init; }

    public required string? Scope { get; init; }

    public required string Incident { get; init; }

    public required string Summary { get; init; }

    public required string At { get; init; }

    public int Tries { get; init; }

    public required string NextAt { get; init; }

    /// <summary>Due at once.</summary>
    public static OutboxRow Of(Alert alert, string sink) => new()
    {
        Sink = sink,
        Key = alert.Key,
        Type = alert.Type,
        Severity = StoredWord.Text(alert.Severity),
        Host = alert.Host.Value,
        Instance = alert.Instance?.Value,
        Scope = alert.Scope,
        Incident = alert.Incident.Value,
        Summary = alert.Summary,
        At = StoredTime.Text(alert.At),
        NextAt = StoredTime.Text(alert.At),
    };

    public OutboxItem ToItem()
    {
        var alert = new Alert(
            Key,
            Type,
            StoredWord.Read<AlertSeverity>(Severity),
            new HostName(Host),
            Instance is null ? null : new InstanceId(Instance),
            new IncidentId(Incident),
            Summary,
            StoredTime.Read(At))
        {
            Scope = Scope,
        };
        return new OutboxItem(Sequence, Sink, alert, Tries, StoredTime.Read(NextAt));
    }
}

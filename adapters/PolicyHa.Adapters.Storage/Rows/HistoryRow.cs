using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>history</c>.</summary>
sealed record HistoryRow
{
    /// <summary>Given by the store; 0 until then.</summary>
    public long Sequence { get; init; }

    public required string At { get; init; }

    public required string Kind { get; init; }

    public required string? What { get; init; }

    public required string? Host { get; init; }

    public required string? Instance { get; init; }

    public required string? Incident { get; init; }

    public required string? Step { get; init; }

    public required string Text { get; init; }

    public static HistoryRow Of(HistoryEntry entry) => new()
    {
        At = StoredTime.Text(entry.At),
        Kind = StoredWord.Text(entry.Kind),
        What = entry.What,
        Host = entry.Host?.Value,
        Instance = entry.Instance?.Value,
        Incident = entry.Incident?.Value,
        Step = entry.Step?.Value,
        Text = entry.Text,
    };

    public StoredEntry ToEntry() =>
        new(Sequence, new HistoryEntry(StoredTime.Read(At), StoredWord.Read<HistoryKind>(Kind), Text)
        {
            What = What,
            Host = Host is null ? null : new HostName(Host),
            Instance = Instance is null ? null : new InstanceId(Instance),
            Incident = Incident is null ? null : new IncidentId(Incident),
            Step = Step is null ? null : new StepId(Step),
        });
}

using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.History;

/// <summary>One line of what happened. Appended in the transaction that made it true; never changed.</summary>
/// <param name="At">UTC, by our clock.</param>
/// <param name="Text">One line for people; constant in form, so that traces can be compared.</param>
public sealed record HistoryEntry(DateTimeOffset At, HistoryKind Kind, string Text)
{
    public HostName? Host { get; init; }

    public InstanceId? Instance { get; init; }

    public IncidentId? Incident { get; init; }

    public StepId? Step { get; init; }

    /// <summary>The word after the kind, for filters: <c>opened</c>, <c>started</c>, <c>done</c>, <c>down</c>, a hold reason, ...</summary>
    public string? What { get; init; }
}
